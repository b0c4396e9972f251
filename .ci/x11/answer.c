// Command answer returns when a program has dealt with everything its window was sent, as far as can be told from outside, however slow
// the machine is: the window answers _NET_WM_PING, the question window managers ask, behind all keys and clicks sent before; none of the
// program's threads beside the window's own runs, waits for a processor or for the disk; and two pictures of the screen in a row are the
// same.
//
//   answer WINDOW PID SECONDS
//
// Exit codes: 0 dealt with, 1 not within SECONDS (one line on standard error says what was waited for), 2 wrong usage.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static Display *display;
static Window window, root;
static Atom protocols, ping_atom;
static time_t end;
static long asked; // the last question's number, which comes back in the answer

// Windows end while they are asked.
static int ignore(Display *d, XErrorEvent *e) { return 0; }

static void give_up(const char *what) {
	if (time(NULL) < end) return;
	fprintf(stderr, "answer: waited in vain for %s\n", what);
	exit(1);
}

static void pause_for(long milliseconds) {
	struct timespec pause = {0, milliseconds * 1000 * 1000};
	nanosleep(&pause, NULL);
}

// picture is what the whole screen shows.
static XImage *picture(void) {
	XWindowAttributes a;
	XGetWindowAttributes(display, root, &a);
	XImage *image = XGetImage(display, root, 0, 0, a.width, a.height, AllPlanes, ZPixmap);
	if (!image) {
		fprintf(stderr, "answer: the screen has no picture\n");
		exit(1);
	}
	return image;
}

// ping returns when the window has handled every event sent before.
static void ping(void) {
	XEvent event = {0};
	event.xclient.type = ClientMessage;
	event.xclient.window = window;
	event.xclient.message_type = protocols;
	event.xclient.format = 32;
	event.xclient.data.l[0] = ping_atom;
	event.xclient.data.l[1] = ++asked;
	event.xclient.data.l[2] = window;
	XSendEvent(display, window, False, NoEventMask, &event);
	XFlush(display);
	for (;;) {
		while (XPending(display)) {
			XNextEvent(display, &event);
			if (event.type == ClientMessage && event.xclient.message_type == protocols &&
			    (Atom)event.xclient.data.l[0] == ping_atom && event.xclient.data.l[1] == asked)
				return;
		}
		struct pollfd wait = {ConnectionNumber(display), POLLIN, 0};
		poll(&wait, 1, 1000);
		give_up("the window to take its keys");
	}
}

// working says whether a thread other than the first, which belongs to the window and ticks, has something to do.
static int working(const char *pid) {
	char path[512], text[512];
	snprintf(path, sizeof path, "/proc/%s/task", pid);
	DIR *tasks = opendir(path);
	if (!tasks) {
		fprintf(stderr, "answer: process %s has ended\n", pid);
		exit(1);
	}
	int found = 0;
	for (struct dirent *e; !found && (e = readdir(tasks));) {
		if (e->d_name[0] == '.' || !strcmp(e->d_name, pid)) continue;
		snprintf(path, sizeof path, "/proc/%s/task/%.20s/stat", pid, e->d_name);
		FILE *f = fopen(path, "r");
		if (!f) continue;
		text[fread(text, 1, sizeof text - 1, f)] = 0;
		fclose(f);
		char *name_end = strrchr(text, ')');
		if (name_end && (name_end[2] == 'R' || name_end[2] == 'D')) found = 1;
	}
	closedir(tasks);
	return found;
}

// dealt returns when the window has handled what it was sent and nothing works beside it.
static void dealt(const char *pid) {
	// Two rounds of the window's loop: what keys start runs in the first, what its timers start in the second. One after the work beside
	// it has ended, for the results.
	ping();
	ping();
	while (working(pid)) {
		pause_for(20);
		give_up("the work beside the window to end");
	}
	ping();
	ping();
}

int main(int count, char **arguments) {
	if (count != 4 || !(display = XOpenDisplay(NULL))) return 2;
	window = strtoul(arguments[1], NULL, 0);
	end = time(NULL) + atol(arguments[3]);
	asked = (long)getpid() << 12 & 0x7fffffff;
	root = DefaultRootWindow(display);
	protocols = XInternAtom(display, "WM_PROTOCOLS", False);
	ping_atom = XInternAtom(display, "_NET_WM_PING", False);
	XSetErrorHandler(ignore);
	XSelectInput(display, root, SubstructureNotifyMask); // where answers are sent
	for (XImage *before = NULL;;) {
		dealt(arguments[2]);
		XImage *now = picture();
		if (before && !memcmp(now->data, before->data, (size_t)now->bytes_per_line * now->height)) return 0;
		if (before) XDestroyImage(before);
		before = now;
		pause_for(250); // longer than the program's own short timers: a search runs when typing rests
		give_up("two pictures in a row that are the same");
	}
}
