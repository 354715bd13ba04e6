using System.Globalization;

namespace Serverless.Inference.Tests;

public sealed class PackageEnergyTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("powercap-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Between_TwoPackagesOneOfWhichWentRound_AddsBoth()
    {
        Write("intel-rapl:0", "package-0", 1_000_000, range: 262_000_000);
        Write("intel-rapl:1", "package-1", 261_000_000, range: 262_000_000);
        Write("intel-rapl:0:0", "core", 5, range: 262_000_000);
        Write("intel-rapl:2", "psys", 7, range: 262_000_000);
        var energy = PackageEnergy.Find(_root);
        energy.Absence.ShouldBeNull();

        var before = energy.Read();
        Write("intel-rapl:0", "package-0", 1_250_000, range: 262_000_000);
        Write("intel-rapl:1", "package-1", 500_000, range: 262_000_000);

        energy.MillijoulesBetween(before, energy.Read()).ShouldBe(250 + 1_500);
    }

    [Fact]
    public void Find_NoFolder_SaysSo() => PackageEnergy.Find(Path.Combine(_root, "none")).Absence.ShouldNotBeNull().ShouldContain("none");

    [Fact]
    public void Find_NoPackage_SaysSo()
    {
        Write("intel-rapl:0", "psys", 1, range: 2);

        PackageEnergy.Find(_root).Absence.ShouldNotBeNull().ShouldContain("no RAPL counter");
    }

    [Fact]
    public void Find_CounterThatIsNoNumber_SaysWhatIsWrong()
    {
        Write("intel-rapl:0", "package-0", 1, range: 2);
        File.WriteAllText(Path.Combine(_root, "intel-rapl:0", "energy_uj"), "n/a");

        PackageEnergy.Find(_root).Absence.ShouldNotBeNull().ShouldContain("'n/a'");
    }

    [Fact]
    public void Repeat_CountersThatMove_GivesMillijoulesPerPass()
    {
        Write("intel-rapl:0", "package-0", 0, range: 1_000_000_000);
        var clock = new SteppedClock();
        var passes = 0;
        var meter = new LatencyMeter(new LatencyMeterOptions { WarmUpRepeats = 10, MinimumRepeats = 60, RoundTime = TimeSpan.Zero }, clock: clock);

        // 3 mJ a pass, those of the warm-up too, which do not count.
        var measured = meter.Repeat(
            () =>
            {
                clock.Advance(2);
                Write("intel-rapl:0", "package-0", 3_000 * ++passes, range: 1_000_000_000);
            },
            null,
            CancellationToken.None,
            PackageEnergy.Find(_root));

        measured.EnergyMj.ShouldNotBeNull().ShouldBe(3, 1e-9);
        measured.EnergyAbsence.ShouldBeNull();
    }

    [Fact]
    public void Repeat_TooShortForTheCounters_IsAbsentWithTheReason()
    {
        Write("intel-rapl:0", "package-0", 0, range: 10);
        var clock = new SteppedClock();
        var meter = new LatencyMeter(new LatencyMeterOptions { MinimumRepeats = 20, RoundTime = TimeSpan.Zero }, clock: clock);

        var measured = meter.Repeat(() => clock.Advance(1), null, CancellationToken.None, PackageEnergy.Find(_root));

        (measured.EnergyMj, measured.EnergyAbsence!.Contains("20 ms", StringComparison.Ordinal)).ShouldBe((null, true));
    }

    void Write(string domain, string name, long energy, long range)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, domain)).FullName;
        File.WriteAllText(Path.Combine(folder, "name"), name + "\n");
        File.WriteAllText(Path.Combine(folder, "energy_uj"), energy.ToString(CultureInfo.InvariantCulture) + "\n");
        File.WriteAllText(Path.Combine(folder, "max_energy_range_uj"), range.ToString(CultureInfo.InvariantCulture) + "\n");
    }
}
