using Serverless.Algorithms;
using Serverless.Cli.Commands;
using Serverless.Domain.Spaces;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Commands;

public sealed class ValidateCommandTests
{
    [Theory]
    [InlineData("quickstart.json")]
    [InlineData("rungs.json")]
    [InlineData("nasbench201-published.json")]
    public async Task Validate_Example_IsValid(string example)
    {
        var run = await CliRun.OfAsync(["validate", Path.Combine(Repository.Root, "examples", example)], []);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Fact]
    public async Task Validate_SeveralFaults_TellsAllWithTheirPlaces()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "bad.json");
        await File.WriteAllTextAsync(file, """
            {"space":{"name":"nasbench2001"},"dataset":{"name":"fashion-mnist"},"objectives":[{"metric":"accuracy","goal":"up"}],
             "algorithm":{"name":"nsga2"},"budgets":{"trainings":0},"colour":"red"}
            """);

        var run = await CliRun.OfAsync(["validate", file], []);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        foreach (var place in (string[])["/space/name", "/objectives/0/goal", "/budgets/trainings", "/colour"])
        {
            run.Error.ShouldContain(place + ":");
        }
    }

    [Fact]
    public void Algorithms_HereAndOnThePlatform_AreTheSame() => ValidateCommand.Algorithms.ShouldBe(
        SearchAlgorithms.Names.Where(name => SearchAlgorithms.Create(new() { Name = name }, new NasBench201Space(), 0, null).Fidelities.Count == 1));
}
