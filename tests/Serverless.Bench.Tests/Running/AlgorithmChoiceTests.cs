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

    [Fact]
    public void ReadAll_OptionThatIsTrueOrFalse_IsRead() =>
        AlgorithmChoice.ReadAll("mo-hdnas:costDiversity=false")[0].Specification.CostDiversity.ShouldBe(false);

    [Fact]
    public void ReadAll_OptionsOfPolicies_AreRead()
    {
        var choices = AlgorithmChoice.ReadAll("monas:policy=factorised:alpha=0.3:cycleEvaluations=50,npg:reward=standing,unas:estimator=reinforce:entropyWeight=0");

        (choices[0].Specification.Policy, choices[0].Specification.Alpha, choices[0].Specification.CycleEvaluations).ShouldBe(("factorised", 0.3, 50));
        choices[1].Specification.Reward.ShouldBe("standing");
        (choices[2].Specification.Estimator, choices[2].Specification.EntropyWeight).ShouldBe(("reinforce", 0));
    }

    [Fact]
    public void ReadAll_Terms_AreNoOptionsOfTheAlgorithm()
    {
        var choice = AlgorithmChoice.ReadAll("gp-ehvi:pending=16:noise=0.5:batchSize=4")[0];

        choice.Terms.ShouldBe(new SearchTerms(Pending: 16, Noise: 0.5));
        choice.Specification.BatchSize.ShouldBe(4);
        AlgorithmChoice.ReadAll("gp-ehvi")[0].Terms.ShouldBe(SearchTerms.Usual);
    }

    [Fact]
    public void Vary_Settings_RunsEachAlgorithmAgainThatHasTheOption()
    {
        var varied = AlgorithmChoice.Vary(AlgorithmChoice.ReadAll("gp-ehvi,random"), ["features=choices", "noise=0.5"]);

        varied.Select(choice => choice.Label).ShouldBe(["gp-ehvi", "gp-ehvi:features=choices", "gp-ehvi:noise=0.5", "random", "random:noise=0.5"]);
        varied[1].Specification.Features.ShouldBe("choices");
    }

    [Theory]
    [InlineData("kernel=hamming", "None of the algorithms has the option 'kernel' of --set kernel=hamming")]
    [InlineData("batchSize", "'batchSize' in 'random:batchSize' is not a valid option")]
    public void Vary_NoSuchSetting_SaysSo(string setting, string message) =>
        Should.Throw<BenchException>(() => AlgorithmChoice.Vary(AlgorithmChoice.ReadAll("random"), [setting])).Message.ShouldContain(message);

    [Theory]
    [InlineData("", "Specify at least one algorithm")]
    [InlineData("nsga3x", "'nsga3x' is not a valid search algorithm")]
    [InlineData("bulk-and-cut:bulkEvaluations=3", "'bulk-and-cut:bulkEvaluations=3': bulk-and-cut passes on the weights of trained networks")]
    [InlineData("nsga2,nsga2", "'nsga2' is given more than once")]
    [InlineData("nsga2:pending=1", "'nsga2:pending=1': pending must be a number of 2 or more")]
    [InlineData("nsga2:pending=2.5", "pending must be a whole number, not 2.5")]
    [InlineData("nsga2:noise=much", "noise must be a number")]
    [InlineData("mtf-pdns:pending=4", "mtf-pdns screens generations")]
    [InlineData("nsga2:populationSize", "'populationSize' in 'nsga2:populationSize' is not a valid option")]
    [InlineData("nsga2:populationSize=1:speed=9", "populationSize: This must be a whole number from 2 to 200, not 1. speed: 'speed' is not a field here")]
    public void ReadAll_Wrong_TellsAllFaults(string text, string message) =>
        Should.Throw<BenchException>(() => AlgorithmChoice.ReadAll(text)).Message.ShouldContain(message);
}
