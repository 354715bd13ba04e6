using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
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

    [Fact]
    public void Load_Stripes_HasEveryClassEquallyOften()
    {
        var split = DatasetLoader.LoadSplit(Specification, folder: null);
        var test = DatasetLoader.LoadTest(Specification, folder: null);

        split.Training.Labels.Concat(split.Validation.Labels).CountBy(label => label).ShouldAllBe(pair => pair.Value == 80);
        test.Labels.CountBy(label => label).ShouldAllBe(pair => pair.Value == 20);
    }
}
