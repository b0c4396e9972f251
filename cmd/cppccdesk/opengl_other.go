//go:build !windows

package main

// checkOpenGL has nothing to find out here: X without OpenGL makes Fyne say so and stop.
func checkOpenGL() error { return nil }
