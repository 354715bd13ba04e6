using System.Globalization;

namespace Serverless.Inference;

/// <summary>Reads the energy used by a machine's processor packages, from RAPL's counters in Linux (powercap).</summary>
/// <remarks>
/// The counters cover whole packages, including everything else that runs. If there are none, or they cannot be read, a reason is given
/// instead of a value.
/// </remarks>
sealed class PackageEnergy
{
    const string Root = "/sys/class/powercap";

    readonly IReadOnlyList<(string Folder, long Range)> _packages;

    PackageEnergy(IReadOnlyList<(string Folder, long Range)> packages, string? absence) => (_packages, Absence) = (packages, absence);

    /// <value>The reason why energy cannot be read, for people; null when it can.</value>
    public string? Absence { get; }

    /// <summary>Finds the counters.</summary>
    /// <param name="root">The folder that contains a folder per RAPL domain.</param>
    public static PackageEnergy Find(string root = Root)
    {
        if (!Directory.Exists(root))
        {
            return new PackageEnergy([], $"There is no {root}: the system shows no RAPL counters.");
        }

        var packages = new List<(string, long)>();
        try
        {
            foreach (var folder in Directory.GetDirectories(root, "intel-rapl:*").Where(IsPackage).Order(StringComparer.Ordinal))
            {
                ReadCounter(folder, "energy_uj");
                packages.Add((folder, ReadCounter(folder, "max_energy_range_uj")));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return new PackageEnergy([], $"RAPL's counters cannot be read: {fault.Message} Only root can read them on many systems.");
        }

        return new PackageEnergy(packages, packages.Count == 0 ? $"{root} has no RAPL counter of a processor package." : null);
    }

    /// <summary>Returns the current counters in microjoules, one per package.</summary>
    /// <exception cref="IOException">The counters no longer exist.</exception>
    public IReadOnlyList<long> Read() => [.. _packages.Select(package => ReadCounter(package.Folder, "energy_uj"))];

    /// <summary>
    /// Returns the energy used between two readings, in millijoules, for all packages together. Correct unless a counter wrapped around twice.
    /// </summary>
    public double MillijoulesBetween(IReadOnlyList<long> before, IReadOnlyList<long> after) =>
        _packages.Select((package, i) => after[i] >= before[i] ? after[i] - before[i] : package.Range - before[i] + after[i]).Sum() / 1000.0;

    // Domains inside a package are already included in it, and psys covers more than processors.
    static bool IsPackage(string folder) =>
        Path.GetFileName(folder).Count(character => character == ':') == 1
        && File.ReadAllText(Path.Combine(folder, "name")).StartsWith("package-", StringComparison.Ordinal);

    static long ReadCounter(string folder, string file) =>
        long.Parse(File.ReadAllText(Path.Combine(folder, file)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
