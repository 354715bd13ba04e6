using System.Globalization;

namespace Serverless.Inference.Tests;

public sealed class ThreadPinTests
{
    [Fact]
    public void Hold_OnLinux_LeavesThisThreadOneProcessorAndGivesTheOthersBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a thread choose its processor.");
        var before = AllowedProcessors();

        using (var pin = ThreadPin.Hold())
        {
            AllowedProcessors().ShouldBe(pin.Processor.ShouldNotBeNull().ToString(CultureInfo.InvariantCulture));
        }

        AllowedProcessors().ShouldBe(before);
    }

    [Fact]
    public void Measure_OnLinux_TellsItsProcessor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a thread choose its processor.");
        var model = LinearModel.Write(1, 2, 2, 1, new float[4]);

        var measured = new LatencyMeter().Measure(model, new(1, 2, 2, 1), CancellationToken.None);

        measured.Processor.ShouldNotBeNull().ShouldBeInRange(0, 1023);
    }

    // The kernel's own word for the thread that reads it.
    static string AllowedProcessors() =>
        File.ReadLines("/proc/thread-self/status").Single(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();
}
