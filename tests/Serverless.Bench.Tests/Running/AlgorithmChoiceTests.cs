using Serverless.Bench.Running;

namespace Serverless.Bench.Tests.Running;

public sealed class AlgorithmChoiceTests
{
    [Fact]
    public void ReadAll_NamesAndOptions_GivesSpecificationsWithDefaults()
    {
        var choices = AlgorithmChoice.ReadAll("random, nsga2:populationSize=30:crossover=twoPoint,nsga2");

        choices.Select(choice => choice.Label).ShouldBe(["random", "nsga2:populationSize=30:crossover=twoPoint", "nsga2"]);
        choices[1].Specification.PopulationSize.ShouldBe(30);
        choices[2].Specification.PopulationSize.ShouldBe(20);
        choices[2].Specification.CandidatesPerGeneration.ShouldBe(8);
    }

    [Fact]
    public void ReadAll_All_LeavesOutWhatNotEveryTableCanBeSearchedBy()
    {
        var labels = AlgorithmChoice.ReadAll("all").Select(choice => choice.Label).ToList();

        labels.ShouldContain("gp-ehvi");
        labels.ShouldNotContain("mtf-pdns", "its zero-cost metrics are told to no other");
        labels.ShouldNotContain("shemoa", "a table has one fidelity");
    }

    [Theory]
    [InlineData("", "Name one algorithm or more")]
    [InlineData("nsga3x", "'nsga3x' is no search algorithm")]
    [InlineData("nsga2,nsga2", "'nsga2' is there more than once")]
    [InlineData("nsga2:populationSize", "'populationSize' in 'nsga2:populationSize' is no option")]
    [InlineData("nsga2:populationSize=1:speed=9", "populationSize: This has to be a whole number from 2 to 200, not 1. speed: 'speed' is no field here")]
    public void ReadAll_Wrong_TellsAllFaults(string text, string message) =>
        Should.Throw<BenchException>(() => AlgorithmChoice.ReadAll(text)).Message.ShouldContain(message);
}
