//go:build !race

package intake

// raceDetector tells tests that time and memory are not what users see.
const raceDetector = false
