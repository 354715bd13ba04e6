using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Datasets;

/// <summary>The dataset that the repository ships.</summary>
public sealed class ExampleDatasetTests
{
    static readonly string Examples = Path.GetFullPath(Path.Combine(RepositoryPaths.NpmModules, "..", "..", "..", "examples"));

    static readonly DatasetFile Stripes = new() { Path = Path.Combine(Examples, "stripes.npz") };

    static readonly DatasetSpecification Specification = new()
    {
        Name = "stripes",
        TrainingImages = 240,
        ValidationImages = 80,
        Source = new DatasetSource { Format = DatasetFormat.Npz, Shape = new ImageShape(1, 16, 16, 4), Training = [Stripes], Test = [Stripes] },
    };

    [Theory]
    [InlineData("vectors.json", "layers=2 units1=32 units2=16 activation=relu @ learningRate=0.009655", 80)]
    [InlineData("keyword-spotting.json", "channels=16 firstHeight=9 firstWidth=3 blocks=1 kernel1=3 reader=gru", 75)]
    [InlineData("sequences.json", "cell=lstm layers=1 units1=16 attends=true @ learningRate=0.009487", 75)]
    public void Train_DatasetThatIsShipped_IsToldByANetworkOfTheExamplesSpace(string example, string notation, double least)
    {
        var reading = SearchRequestReader.Read(File.ReadAllBytes(Path.Combine(Examples, example)), new RequestCatalogue { Datasets = [], Devices = [], Algorithms = ["nsga2"] });
        reading.Errors.ShouldBeEmpty();
        var request = reading.Request!;
        var source = request.Dataset.Source!;
        var file = source.Training[0];
        var space = SearchSpaces.Of(request.Space)!;
        space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));

        var trained = trainer.Train(
            new TrainingTask(
                space.IdOf(architecture!),
                space.Format(architecture!),
                request.Space,
                request.Dataset with { Source = source with { Training = [file with { Blob = null, Path = Path.Combine(Examples, file.Blob!) }] } },
                request.Training,
                Seed: 1),
            CancellationToken.None);

        trained.AccuracyPercent.ShouldBeGreaterThan(least);
    }

    [Fact]
    public void Load_Stripes_HasEveryClassEquallyOften()
    {
        var split = DatasetLoader.LoadSplit(Specification, folder: null);
        var test = DatasetLoader.LoadTest(Specification, folder: null);

        split.Training.Labels.Concat(split.Validation.Labels).CountBy(label => label).ShouldAllBe(pair => pair.Value == 80);
        test.Labels.CountBy(label => label).ShouldAllBe(pair => pair.Value == 20);
    }
}
