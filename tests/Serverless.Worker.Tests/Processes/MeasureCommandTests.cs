using System.Text.Json;
using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Worker.Tests.Processes;

[Collection("processes")]
public sealed class MeasureCommandTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    static readonly string OwnSpace = Path.Combine(RepositoryPaths.Root, "examples", "own-space-mlp.json");

    [Fact]
    public async Task Measure_Architecture_TellsMedianAndHowFarToTrustIt()
    {
        using var folder = new TemporaryFolder();
        var notes = Path.Combine(folder.Path, "board.csv");
        await File.WriteAllTextAsync(notes, "# --space nasbench201-canonical --channels 4 --cells 1 --shape 1x28x28x10\narchitecture,latencyMs\nearlier,1");

        var (exitCode, output) = await RunAsync("--architecture", Cell, "--channels", "4", "--cells", "1", "--json", "--append", notes);

        exitCode.ShouldBe(ExitCodes.Success, output);
        var report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("network").GetString().ShouldBe(Cell);
        report.GetProperty("latencyMs").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("latencySpreadMs").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        report.GetProperty("latencyIntervalMs").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        report.GetProperty("latencyRepeats").GetInt32().ShouldBeInRange(50, 20_000);
        report.GetProperty("latencyUnscaledMs").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("latencySpeed").GetDouble().ShouldBeGreaterThan(0);
        var noted = MeasurementCsv.Read(await File.ReadAllTextAsync(notes)).Measurements;
        noted.ShouldBe([new DeviceMeasurement("earlier", 1), new DeviceMeasurement(Cell, report.GetProperty("latencyMs").GetDouble())]);
    }

    [Fact]
    public async Task Measure_OnnxFile_FindsOutItsShape()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "network.onnx");
        var network = Measuring.MeasuredNetwork.Export(
            new SpaceSpecification { Name = "nasbench-macro-canonical", Channels = 4, CellsPerStage = 1 }, "12000210", new ImageShape(3, 16, 16, 5));
        await File.WriteAllBytesAsync(file, network.Content);

        var (exitCode, output) = await RunAsync(file);

        exitCode.ShouldBe(ExitCodes.Success, output);
        output.ShouldContain("3×16×16");
        output.ShouldContain("95 % interval");
    }

    [Fact]
    public async Task Measure_OwnSpaceOfARequest_TakesItsImagesAndLeavesTheRecipeOut()
    {
        const string Network = "layers=1 units1=16 dropout1=0.2";

        var (exitCode, output) = await RunAsync("--space", OwnSpace, "--architecture", Network + " @ learningRate=0.1", "--json", "--time-limit", "0.2");

        exitCode.ShouldBe(ExitCodes.Success, output);
        JsonDocument.Parse(output).RootElement.GetProperty("network").GetString().ShouldBe(Network);
    }

    [Theory]
    [InlineData("Specify one of FILE, --architecture and --references")]
    [InlineData("atlantis", "--space", "atlantis", "--architecture", "x")]
    [InlineData("form is", "--architecture", "|rubbish|")]
    [InlineData("no-such.onnx", "/no-such.onnx")]
    [InlineData("specify --architecture instead", "/no-such.onnx", "--append", "board.csv")]
    [InlineData("1 to 256", "--architecture", Cell, "--channels", "1000")]
    [InlineData("3x32x32x10", "--architecture", Cell, "--shape", "3x2")]
    [InlineData("applies only to --space mobile", "--architecture", Cell, "--bit-widths", "8,32")]
    public async Task Measure_WhatCannotBe_SaysWhy(string reason, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(arguments);

        exitCode.ShouldBe(ExitCodes.BadOptions);
        output.ShouldContain(reason);
    }

    static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var worker = ChildProcess.StartProject("Serverless.Worker", ["measure", .. arguments], WorkerProcess.Environment(null));
        return (await worker.WaitForExitAsync(), worker.Output);
    }
}
