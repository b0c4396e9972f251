package main

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"cppccdesk/gui/win"
)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	gdi32              = windows.NewLazySystemDLL("gdi32.dll")
	opengl32           = windows.NewLazyDLL("opengl32.dll") // not NewLazySystemDLL: a Mesa copy beside the program must win
	createWindowEx     = user32.NewProc("CreateWindowExW")
	destroyWindow      = user32.NewProc("DestroyWindow")
	getDC              = user32.NewProc("GetDC")
	releaseDC          = user32.NewProc("ReleaseDC")
	choosePixelFormat  = gdi32.NewProc("ChoosePixelFormat")
	setPixelFormat     = gdi32.NewProc("SetPixelFormat")
	wglCreateContext   = opengl32.NewProc("wglCreateContext")
	wglMakeCurrent     = opengl32.NewProc("wglMakeCurrent")
	wglDeleteContext   = opengl32.NewProc("wglDeleteContext")
	wglGetProcAddress  = opengl32.NewProc("wglGetProcAddress")
	glGetString        = opengl32.NewProc("glGetString")
	errNoShader        = errors.New("glCreateShader is missing")
	errNoContextWindow = errors.New("CreateWindowEx failed")
)

const (
	popupNoParent  = 0x06000000 // WS_CLIPSIBLINGS | WS_CLIPCHILDREN, never shown
	drawableWindow = 0x4 | 0x20 | 0x1
	glRenderer     = 0x1F01
	glVersion      = 0x1F02
)

// pixelFormat is PIXELFORMATDESCRIPTOR.
type pixelFormat struct {
	size, version                        uint16
	flags                                uint32
	pixelType, colorBits                 byte
	_                                    [13]byte
	depth, stencil, aux, layer, reserved byte
	layerMask, visibleMask, damageMask   uint32
}

// checkOpenGL makes a throw-away context and reports why the window could not be opened on this PC: remote desktops, virtual machines
// and old drivers offer less than the OpenGL 2.1 that Fyne needs, and Fyne then stays alive without a window. Call it before app.New.
// A failure has been shown to the user in a message box when it returns.
func checkOpenGL() error {
	err := probeOpenGL()
	if err != nil {
		win.Alert("政协民主监督工作台", "本机的显卡驱动不支持 OpenGL 2.1，程序无法显示界面。\n请更新显卡驱动，或联系管理员。\n\n详细信息："+err.Error())
	}
	return err
}

func probeOpenGL() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := opengl32.Load(); err != nil {
		return fmt.Errorf("opengl32.dll: %w", err)
	}
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return err
	}
	hwnd, _, _ := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, popupNoParent, 0, 0, 1, 1, 0, 0, 0, 0)
	if hwnd == 0 {
		return errNoContextWindow
	}
	defer func() { _, _, _ = destroyWindow.Call(hwnd) }()
	dc, _, _ := getDC.Call(hwnd)
	defer func() { _, _, _ = releaseDC.Call(hwnd, dc) }()
	return probeContext(dc)
}

func probeContext(dc uintptr) error {
	format := pixelFormat{version: 1, flags: drawableWindow, colorBits: 24}
	format.size = uint16(unsafe.Sizeof(format))
	chosen, _, err := choosePixelFormat.Call(dc, uintptr(unsafe.Pointer(&format)))
	if chosen == 0 {
		return fmt.Errorf("ChoosePixelFormat: %w", err)
	}
	if ok, _, err := setPixelFormat.Call(dc, chosen, uintptr(unsafe.Pointer(&format))); ok == 0 {
		return fmt.Errorf("SetPixelFormat: %w", err)
	}
	context, _, err := wglCreateContext.Call(dc)
	if context == 0 {
		return fmt.Errorf("wglCreateContext: %w", err)
	}
	defer func() { _, _, _ = wglDeleteContext.Call(context) }()
	if ok, _, err := wglMakeCurrent.Call(dc, context); ok == 0 {
		return fmt.Errorf("wglMakeCurrent: %w", err)
	}
	defer func() { _, _, _ = wglMakeCurrent.Call(0, 0) }()
	return newEnough()
}

// newEnough asks the current context for its version and for the first call that only shaders have.
func newEnough() error {
	version, renderer := glText(glVersion), glText(glRenderer)
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil || major < 2 || major == 2 && minor < 1 {
		return fmt.Errorf("OpenGL %q (%s)", version, renderer)
	}
	name, err := windows.BytePtrFromString("glCreateShader")
	if err != nil {
		return err
	}
	if shader, _, _ := wglGetProcAddress.Call(uintptr(unsafe.Pointer(name))); shader == 0 {
		return fmt.Errorf("OpenGL %q (%s): %w", version, renderer, errNoShader)
	}
	return nil
}

func glText(name uintptr) string {
	p, _, _ := glGetString.Call(name)
	if p == 0 {
		return ""
	}
	return windows.BytePtrToString(*(**byte)(unsafe.Pointer(&p))) // memory of the driver, not of Go
}
