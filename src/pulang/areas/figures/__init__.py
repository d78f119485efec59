"""Figures for the public: few fixed tables, frozen each quarter, none of which lets one person be found."""
