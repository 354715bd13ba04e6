using Serverless.Samples;
using Serverless.Testing;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Tests;

public sealed class TryCommandTests
{
    [Theory]
    [InlineData("own-space-mlp.json")]
    [InlineData("own-space-cnn.json")]
    [InlineData("sequences.json")]
    public async Task Invoke_OwnSpace_TrainsTenNetworksOnABatchEach(string example)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, example);
        await File.WriteAllTextAsync(file, "// Narrow\n" + OwnSpaceSamples.Narrow(example), TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var status = await TryCommand.Create(output, error).Parse([file])
            .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        status.ShouldBe(ExitCodes.Success, error.ToString());
        var lines = output.ToString().TrimEnd().Split('\n');
        lines.Length.ShouldBe(10);
        lines.ShouldAllBe(line => line.Contains(" s ") && line.Contains(" loss ") && line.Contains(" parameters ") && line.Contains(" MACs "));
    }

    [Fact]
    public async Task Invoke_NoRequest_SaysWhatIsWrong()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        using var error = new StringWriter();

        var status = await TryCommand.Create(TextWriter.Null, error).Parse([file]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        status.ShouldBe(ExitCodes.BadOptions);
        error.ToString().ShouldContain("/space: This is required");
    }
}
