using Serverless.Core.Generators;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Generators;

public sealed class GeneratorAnswersTests
{
    readonly FormulaModel _model = new();

    [Fact]
    public void Ask_WithALimit_AnswersTheBestThatKeepIt()
    {
        var found = Ask(new GeneratorQuestion(FormulaModel.Device, Limit: 4.5, Count: 5, Seed: 1));

        found.Cost.ShouldAllBe(cost => cost.Mean <= 4.5);
        found.Quality[0].Mean.ShouldBe(65, "three convolutions take 4 ms, four 5 ms");
        found.Quality.Select(quality => quality.Mean).ShouldBe(found.Quality.Select(quality => quality.Mean).OrderDescending());
        found.Architectures.ShouldBeUnique();
        (found.Drawn, _model.Asked).ShouldBe((120, 120));
        found.LeastCost.ShouldBe(1);
    }

    [Fact]
    public void Ask_WithoutALimit_AnswersTheFrontFromOneEndToTheOther()
    {
        var found = Ask(new GeneratorQuestion(FormulaModel.Device, Limit: null, Count: 4, Seed: 1));

        found.Cost.Select(cost => cost.Mean).ShouldBe(found.Cost.Select(cost => cost.Mean).Order());
        (found.Cost[0].Mean, found.Cost[^1].Mean).ShouldBe((1, 7));
        found.Architectures.ShouldAllBe(architecture => FormulaModel.Space.Canonicalise(architecture).Equals(architecture));
    }

    [Fact]
    public void Ask_MoreThanTheFrontHas_GoesOnWithTheNext() =>
        Ask(new GeneratorQuestion(FormulaModel.Device, Limit: null, Count: 30, Seed: 1)).Architectures.Distinct().Count().ShouldBe(30);

    [Fact]
    public void Ask_ALimitThatNothingKeeps_AnswersNothingButTheLeast()
    {
        var found = Ask(new GeneratorQuestion(FormulaModel.Device, Limit: 0.5, Count: 5, Seed: 1));

        (found.Architectures.Count, found.LeastCost).ShouldBe((0, 1));
    }

    [Fact]
    public void Ask_TheSameAgain_HasTheSameAnswer()
    {
        var question = new GeneratorQuestion(FormulaModel.Device, Limit: 6, Count: 20, Seed: 3);

        Ask(question).Architectures.ShouldBe(Ask(question).Architectures);
        Ask(question).Architectures.ShouldNotBe(Ask(question with { Seed = 4 }).Architectures);
    }

    [Fact]
    public void ToAnswer_NamesTheCostByItsDevice()
    {
        var question = new GeneratorQuestion(FormulaModel.Device, Limit: null, Count: 1, Seed: 1);

        var answer = Ask(question).ToAnswer("gen-s1", "board", _model.Metadata, FormulaModel.Space, question);

        answer.Architectures[0].Predicted.Keys.ShouldBe(["accuracy", "latencyMs@board"]);
        answer.Architectures[0].Deviations["latencyMs@board"].ShouldBe(0.25);
        FormulaModel.Space.TryParse(answer.Architectures[0].Architecture, out var architecture, out _).ShouldBeTrue();
        FormulaModel.Space.IdOf(architecture!).Value.ShouldBe(answer.Architectures[0].Candidate);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Ask_ConditionsOfAnyWidth_SpreadsThemFromTheCheapestToTheBest(int width)
    {
        var model = new FormulaModel(width);

        var found = GeneratorAnswers.Ask(model, FormulaModel.Space, new GeneratorQuestion(FormulaModel.Device, Limit: null, Count: 4, Seed: 1));

        model.Conditions.ShouldAllBe(condition => Math.Abs(condition.Sum() - 1) < 1e-5 && condition.Count(share => share > 0) <= 2);
        model.Conditions[0][width == 2 ? 1 : 0].ShouldBe(1);
        model.Conditions[29][width == 2 ? 0 : width - 1].ShouldBe(1);
        (found.Cost[0].Mean, found.Cost[^1].Mean).ShouldBe((1, 7));
    }

    [Fact]
    public void References_OfASpace_AreTenThatStayTheSame()
    {
        var space = FormulaModel.Space;

        var references = ReferenceArchitectures.Of(space, space.DefaultSkeleton, new ImageShape(3, 32, 32, 10));

        references.Count.ShouldBe(ReferenceArchitectures.Count);
        references.ShouldBeUnique();
        var costs = references.Select(reference => space.Cost(reference, space.DefaultSkeleton, new ImageShape(3, 32, 32, 10)).Macs).ToList();
        costs.ShouldBe(costs.Order());
        space.Format(references[0]).ShouldBe("|none~0|+|none~0|none~1|+|avg_pool_3x3~0|none~1|none~2|", "what was measured once stays of use");
    }

    GeneratedSet Ask(GeneratorQuestion question) => GeneratorAnswers.Ask(_model, FormulaModel.Space, question);
}
