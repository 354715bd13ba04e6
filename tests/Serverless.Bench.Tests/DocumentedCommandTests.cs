using Serverless.Bench.Surrogates;
using Serverless.Testing.Documents;

namespace Serverless.Bench.Tests;

/// <summary>Documents show only options that exist.</summary>
public sealed class DocumentedCommandTests
{
    [Fact]
    public async Task Commands_OfBench_AreAccepted()
    {
        var commands = DocumentedCommand.After("bench").ToList();

        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            using var error = new StringWriter();
            var status = await BenchCommand.InvokeAsync([.. command.Words], error, (_, _) => { });
            status.ShouldBe(ExitCodes.Done, $"{command}: {error}");
        }
    }

    [Fact]
    public async Task Commands_OfSurrogateEvaluate_AreAccepted()
    {
        var commands = DocumentedCommand.After("surrogate", "evaluate").ToList();

        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            using var error = new StringWriter();
            var status = await EvaluateCommand.InvokeAsync([.. command.Words], error, (_, _) => { });
            status.ShouldBe(ExitCodes.Done, $"{command}: {error}");
        }
    }
}
