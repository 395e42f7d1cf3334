printf '\377\376t\0e\0x\0t\0\n\0' | "$MINWON" --csv --column=1
