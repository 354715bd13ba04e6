using System.Text.Json.Serialization;
using Serverless.Core.Datasets;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>What candidates are trained and judged on.</summary>
public sealed record DatasetSpecification
{
    /// <value>One that is built in, for example <c>fashion-mnist</c>; or, with a source, any other.</value>
    public required string Name { get; init; }

    /// <value>Training images drawn from the training file. At least 1; training and validation together at most those that there are.</value>
    public int TrainingImages { get; init; } = 50_000;

    /// <value>Validation images, disjoint from the training images. At least 1, default 10,000.</value>
    public int ValidationImages { get; init; } = 10_000;

    /// <value>Seed of the split: equal seeds give equal splits, on every machine. Default 0.</value>
    public long SplitSeed { get; init; }

    /// <value>
    /// Parts of equal size that the images are dealt into: a candidate is trained once for each part, judged by it and trained on the others,
    /// and its accuracy is the mean. 2 to 10; training images are (folds − 1) times the validation images. Null: one split.
    /// </value>
    public int? Folds { get; init; }

    /// <value>Which of the parts judges, from 0; null in requests.</value>
    public int? Fold { get; init; }

    /// <value>Where it comes from; null when it is built in.</value>
    public DatasetSource? Source { get; init; }

    /// <value>Of its images; null when it is neither built in nor has a source.</value>
    [JsonIgnore]
    public ImageShape? Shape => Source?.Shape ?? DatasetDescription.Find(Name)?.Shape;

    /// <summary>The dataset as each of its folds is trained on alone; itself where it has none.</summary>
    public IEnumerable<DatasetSpecification> OfEachFold() =>
        Folds is { } folds ? Enumerable.Range(0, folds).Select(fold => this with { Folds = null, Fold = fold }) : [this];

    /// <summary>The same dataset as it is known within a search.</summary>
    public DatasetSpecification In(string searchId) => this with { Source = Source?.In(searchId) };
}

/// <summary>A dataset that requests can name.</summary>
/// <param name="Name">For example <c>fashion-mnist</c>.</param>
/// <param name="TrainingImages">Images to draw training and validation images from.</param>
/// <param name="TestImages">Images that only the final front is judged on.</param>
/// <param name="Shape">What a network is fed and what it answers.</param>
public sealed record DatasetDescription(string Name, int TrainingImages, int TestImages, ImageShape Shape)
{
    /// <summary>Zalando's Fashion-MNIST (Xiao, Rasul, Vollgraf 2017).</summary>
    public static DatasetDescription FashionMnist { get; } = new("fashion-mnist", 60_000, 10_000, new ImageShape(1, 28, 28, 10));

    /// <summary>Every dataset there is.</summary>
    public static IReadOnlyList<DatasetDescription> All { get; } = [FashionMnist];

    /// <summary>The dataset of that name (case matters), or null.</summary>
    public static DatasetDescription? Find(string name) => All.FirstOrDefault(dataset => dataset.Name == name);
}
