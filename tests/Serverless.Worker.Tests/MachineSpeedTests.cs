using System.Globalization;
using Serverless.Inference;
using Serverless.Learning;
using Serverless.Learning.Onnx;
using Serverless.Testing;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Tests;

public sealed class MachineSpeedTests : IDisposable
{
    static readonly LatencyMeterOptions Short = new() { TimeLimit = TimeSpan.FromMilliseconds(20), MinimumRounds = 1 };

    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "speed.json");

    [Fact]
    public void In_FirstTime_MeasuresAndLaterWorkersGoByTheSame()
    {
        var first = MachineSpeed.In(new MachineMemory(File), Short);
        var second = MachineSpeed.In(new MachineMemory(File), Short);

        first.NominalMs.ShouldBeInRange(1e-3, 100);
        second.NominalMs.ShouldBe(first.NominalMs);
        second.Model.ShouldBe(ReferenceNetwork.Write());
        System.IO.File.ReadAllText(File).ShouldContain(first.NominalMs.ToString("R", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("fast")]
    public void In_FileWithNonsense_MeasuresAgain(string nonsense)
    {
        var nominal = MachineSpeed.In(new MachineMemory(File), Short).NominalMs.ToString("R", CultureInfo.InvariantCulture);
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace(nominal, nonsense, StringComparison.Ordinal));

        MachineSpeed.In(new MachineMemory(File), Short).NominalMs.ShouldBeInRange(1e-3, 100);
    }

    [Fact]
    public void Reference_IsAClassifierThatRunsOutsideLibtorch() =>
        new LatencyMeter().Measure(ReferenceNetwork.Write(), ReferenceNetwork.Shape, CancellationToken.None).MedianMs.ShouldBeGreaterThan(0);

    public void Dispose() => _folder.Dispose();
}
