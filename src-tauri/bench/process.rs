//! What the operating system says about this process.

/// The most memory this process has held at once, in MiB; `None` where the system does not say it in `/proc` (Linux does,
/// as `VmHWM`).
pub(super) fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib.div_ceil(1_024))
}
