using Serverless.Core.Devices;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Tests.Devices;

public sealed class MeasurementCsvTests
{
    [Fact]
    public void Read_SkeletonBeforeTheHeader_IsKept()
    {
        var skeleton = new MeasuredSkeleton("mobile", 32, 1, "3x32x32x10", "8,32");

        var reading = MeasurementCsv.Read($"\ufeff{skeleton}\narchitecture,latencyMs\na,b,1.5\n");

        reading.Errors.ShouldBeEmpty();
        (reading.Metric, reading.Skeleton).ShouldBe(("latencyMs", skeleton));
        reading.Measurements.ShouldBe([new DeviceMeasurement("a,b", 1.5)]);
        MeasurementCsv.Read("architecture,latencyMs\na,1\n").Skeleton.ShouldBeNull();
    }

    [Theory]
    [InlineData("# measured on Monday\n")]
    [InlineData("# --space mobile --channels 32 --cells 1\n")]
    [InlineData("# --space mobile --channels 0 --cells 1 --shape 3x32x32x10\n")]
    [InlineData("# --space mobile --channels 32 --cells 1 --shape 3x32x32x10 --more 1\n")]
    [InlineData("# --space mobile --channels 32 --channels 32 --cells 1 --shape 3x32x32x10\n")]
    public void Read_AnotherLineBeforeTheHeader_IsAFault(string line) =>
        MeasurementCsv.Read($"{line}architecture,latencyMs\na,1\n").Errors.ShouldHaveSingleItem().ShouldStartWith("line 1: This must describe the networks");
}
