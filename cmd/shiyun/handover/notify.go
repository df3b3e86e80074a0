package handover

import (
	"context"
	"strconv"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"
	"golang.org/x/sys/unix"
)

// Without systemd these do nothing. What it cannot be told is no reason to
// stop serving.

func notify(state string) { _, _ = daemon.SdNotify(false, state) }

// Ready notifies systemd that requests are answered.
func Ready() { notify(daemon.SdNotifyReady) }

// Stopping notifies systemd that the process ends.
func Stopping() { notify(daemon.SdNotifyStopping) }

// Succeeded notifies systemd which process the service is from now on.
func Succeeded(pid int) { notify("MAINPID=" + strconv.Itoa(pid)) }

// Reloading notifies systemd that settings are read anew; Ready ends it.
func Reloading() {
	var now unix.Timespec
	if unix.ClockGettime(unix.CLOCK_MONOTONIC, &now) == nil {
		notify(daemon.SdNotifyReloading + "\nMONOTONIC_USEC=" + strconv.FormatInt(now.Nano()/1000, 10))
	}
}

// Watch notifies systemd's watchdog, as often as it asks, that the process is
// alive, as long as it is.
func Watch(ctx context.Context, alive func(context.Context) bool) {
	every, err := daemon.SdWatchdogEnabled(false)
	if err != nil || every == 0 {
		return
	}
	tick := time.NewTicker(every / 2)
	defer tick.Stop()
	for {
		if alive(ctx) {
			notify(daemon.SdNotifyWatchdog)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
