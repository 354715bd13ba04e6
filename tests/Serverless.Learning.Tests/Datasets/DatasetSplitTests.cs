using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;

namespace Serverless.Learning.Tests.Datasets;

public sealed class DatasetSplitTests
{
    static readonly DatasetSpecification Specification =
        new() { Name = "any", TrainingImages = 700, ValidationImages = 300, SplitSeed = 3 };

    [Fact]
    public void Create_AllImages_DealsEachOutOnce()
    {
        var split = DatasetSplit.Create(Specification, 1_000);

        split.Training.Count.ShouldBe(700);
        split.Validation.Count.ShouldBe(300);
        split.Training.Concat(split.Validation).Order().ShouldBe(Enumerable.Range(0, 1_000));
    }

    [Fact]
    public void Create_Folds_JudgesByEveryDrawnImageOnce()
    {
        var folds = Enumerable.Range(0, 4)
            .Select(fold => DatasetSplit.Create(Specification with { TrainingImages = 90, ValidationImages = 30, Folds = 4, Fold = fold }, 1_000)).ToList();

        folds.SelectMany(fold => fold.Validation).ShouldBeUnique();
        folds.SelectMany(fold => fold.Validation).Count().ShouldBe(120);
        var drawn = folds.SelectMany(fold => fold.Validation).Order().ToList();
        folds.ShouldAllBe(fold => fold.Training.Count == 90 && fold.Training.Concat(fold.Validation).Order().SequenceEqual(drawn));
    }

    [Fact]
    public void CreateApart_TwoFiles_DrawsFromEach()
    {
        var split = DatasetSplit.CreateApart(Specification, training: 700, validation: 400);

        split.Training.Order().ShouldBe(Enumerable.Range(0, 700));
        split.Validation.Count.ShouldBe(300);
        split.Validation.ShouldBeUnique();
        split.Validation.ShouldAllBe(image => image < 400);
        Should.Throw<ArgumentException>(() => DatasetSplit.CreateApart(Specification, training: 699, validation: 400));
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameSplit()
    {
        var (first, second) = (DatasetSplit.Create(Specification, 5_000), DatasetSplit.Create(Specification, 5_000));

        second.Training.ShouldBe(first.Training);
        second.Validation.ShouldBe(first.Validation);
    }

    [Fact]
    public void Create_OtherSeed_GivesAnotherSplit() =>
        DatasetSplit.Create(Specification with { SplitSeed = 4 }, 5_000).Training
            .ShouldNotBe(DatasetSplit.Create(Specification, 5_000).Training);

    [Fact]
    public void Create_FewerTrainingImages_KeepsTheValidationImages() =>
        DatasetSplit.Create(Specification with { TrainingImages = 10 }, 5_000).Validation
            .ShouldBe(DatasetSplit.Create(Specification, 5_000).Validation);

    [Fact]
    public void Create_Always_MixesTheWholeFile()
    {
        var split = DatasetSplit.Create(Specification, 60_000);

        // Of 700 uniform draws, the share below the middle is 350 ± 13 (one standard deviation).
        split.Training.Count(index => index < 30_000).ShouldBeInRange(285, 415);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(60, 41)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Create_ImpossibleCounts_Throws(int training, int validation)
    {
        var specification = Specification with { TrainingImages = training, ValidationImages = validation };

        Should.Throw<ArgumentException>(() => DatasetSplit.Create(specification, 100)).Message.ShouldContain("of 'any'");
    }
}
