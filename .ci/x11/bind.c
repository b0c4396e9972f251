// Command bind gives a character that is on no key a key of its own and prints the key's number. It is never taken back: xdotool lends a key
// for a moment only, and a window that reads its events later than that finds another character on it. Keys below 10 are left free: xdotool
// reads a number of one digit as the character.
//
//   bind CODEPOINT
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
	Display *display;
	if (count != 2 || !(display = XOpenDisplay(NULL))) return 2;
	KeySym wanted = 0x01000000 | strtoul(arguments[1], NULL, 0);
	int first, last, each;
	XDisplayKeycodes(display, &first, &last);
	KeySym *symbols = XGetKeyboardMapping(display, first, last - first + 1, &each);
	for (int code = last; code >= 10; code--) {
		KeySym *of = symbols + (code - first) * each;
		int free = 1;
		for (int i = 0; i < each; i++) {
			if (of[i] == wanted) {
				printf("%d\n", code);
				return 0;
			}
			if (of[i] != NoSymbol) free = 0;
		}
		if (!free) continue;
		KeySym both[2] = {wanted, wanted};
		XChangeKeyboardMapping(display, code, 2, both, 1);
		XSync(display, False);
		printf("%d\n", code);
		return 0;
	}
	fprintf(stderr, "bind: no key is free\n");
	return 1;
}
