using Serverless.Core.Devices;
using Serverless.Spaces;
using Serverless.Testing;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Tests;

public sealed class MeasurementNotesTests : IDisposable
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";
    const string Other = "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";
    const string Head = "# --space nasbench201 --channels 8 --cells 1 --shape 1x28x28x10\narchitecture,latencyMs\n";

    static readonly SpaceSpecification Skeleton = new() { Name = "nasbench201", Channels = 8, CellsPerStage = 1 };
    static readonly ImageShape Shape = new(1, 28, 28, 10);

    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "board.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_NewFile_SaysOfWhatNetworksItIs()
    {
        var notes = Open(Cell);
        System.IO.File.Exists(File).ShouldBeFalse("nothing is measured yet");
        notes.Append(Report(Cell, 1.5));
        Open(Other).Append(Report(Other, 2.5));

        var text = await System.IO.File.ReadAllTextAsync(File);

        text.ShouldBe($"{Head}{Cell},1.5\n{Other},2.5\n");
        MeasurementCsv.Read(text).Skeleton.ShouldBe(MeasuredSkeleton.Of(Skeleton, Shape));
    }

    [Fact]
    public void Noted_WhatWasNoted_IsSaid()
    {
        MeasurementNotes.Noted(File, Skeleton, Shape).ShouldBeEmpty("there is no file");
        Open(Cell).Append(Report(Cell, 1.5));

        MeasurementNotes.Noted(File, Skeleton, Shape).ShouldBe([Cell]);
        Should.Throw<MeasuringException>(() => MeasurementNotes.Noted(File, Skeleton with { Channels = 16 }, Shape)).Message.ShouldContain("has measurements of other networks");
    }

    [Fact]
    public async Task Append_FileWithoutEndOfLine_BeginsAnother()
    {
        await System.IO.File.WriteAllTextAsync(File, $"{Head}{Other},2.5");

        Open(Cell).Append(Report(Cell, 1.5));

        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe($"{Head}{Other},2.5\n{Cell},1.5\n");
    }

    [Theory]
    [InlineData("architecture,latencyMs\n", "add this line before its header: # --space nasbench201 --channels 8")]
    [InlineData("# --space nasbench201 --channels 16 --cells 1 --shape 1x28x28x10\narchitecture,latencyMs\n", "has measurements of other networks, '# --space nasbench201 --channels 16")]
    [InlineData("architecture,energyMj\n", "does not hold measurements of latencyMs")]
    [InlineData("name,size\n", "This must be the header")]
    [InlineData(Head + Cell + ",1\n", "already")]
    public async Task Open_FileThatCannotTakeIt_IsRefused(string text, string message)
    {
        await System.IO.File.WriteAllTextAsync(File, text);

        Should.Throw<MeasuringException>(() => Open(Cell)).Message.ShouldContain(message);

        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe(text);
    }

    [Fact]
    public void Open_FolderThatIsNotThere_IsRefused() =>
        Should.Throw<MeasuringException>(() => MeasurementNotes.Open(Path.Combine(_folder.Path, "none", "board.csv"), Skeleton, Shape, Cell)).Message.ShouldContain("cannot be recorded");

    MeasurementNotes Open(string notation) => MeasurementNotes.Open(File, Skeleton, Shape, notation);

    static MeasurementReport Report(string network, double latencyMs) =>
        new(network, "1×28×28", latencyMs, latencyMs, null, 0, 0, IsNarrow: true, 50, 0, null, null, null);
}
