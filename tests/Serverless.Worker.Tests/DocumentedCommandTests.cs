using Serverless.Testing.Documents;
using Serverless.Worker.Measuring;

namespace Serverless.Worker.Tests;

/// <summary>Documents show only options that exist.</summary>
public sealed class DocumentedCommandTests
{
    [Fact]
    public async Task Commands_OfTheWorker_AreAccepted()
    {
        var all = DocumentedCommand.After("worker").ToList();
        var commands = all.Where(command => command.Words is not ["try", ..]).ToList();

        commands.ShouldNotBeEmpty();
        all.Except(commands).ShouldHaveSingleItem("it is run by a test of its own");
        foreach (var command in commands)
        {
            // The machine of the test may have fewer threads than the document's.
            string[] arguments = command.Words.Contains("--threads") ? [.. command.Words] : [.. command.Words, "--threads", "64"];
            (await WorkerCommand.InvokeAsync(arguments, (_, _) => Task.FromResult(ExitCodes.Success), () => ExitCodes.Success))
                .ShouldBe(ExitCodes.Success, command.ToString());
        }
    }

    [Fact]
    public void Commands_OfDeviceMeasure_Parse()
    {
        var commands = DocumentedCommand.After("device", "measure").ToList();
        var measure = MeasureCommand.Create(TextWriter.Null, TextWriter.Null);

        var faults = commands.SelectMany(command => measure.Parse([.. command.Words]).Errors.Select(error => $"{command}: {error.Message}"));

        commands.ShouldNotBeEmpty();
        faults.ShouldBeEmpty();
    }
}
