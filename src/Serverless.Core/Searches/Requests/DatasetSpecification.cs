using System.Text.Json.Serialization;
using Serverless.Core.Datasets;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>The dataset on which candidates are trained and evaluated.</summary>
public sealed record DatasetSpecification
{
    /// <value>The name of a built-in dataset, for example <c>fashion-mnist</c>; or any other name if a source is given.</value>
    public required string Name { get; init; }

    /// <value>
    /// Number of training images drawn from the training file. At least 1, default 50,000; together with the validation images, at most all.
    /// </value>
    public int TrainingImages { get; init; } = 50_000;

    /// <value>Number of validation images, disjoint from the training images. At least 1, default 10,000.</value>
    public int ValidationImages { get; init; } = 10_000;

    /// <value>Seed of the split: equal seeds give equal splits on every machine. Default 0.</value>
    public long SplitSeed { get; init; }

    /// <value>
    /// Number of equal parts (folds) of the images. A candidate is trained once per fold, on the other folds, and validated on that fold; its
    /// accuracy is the mean. 2 to 10; the training images are then (folds − 1) times the validation images. Null: a single split.
    /// </value>
    public int? Folds { get; init; }

    /// <value>Index of the fold used for validation, from 0; null in requests.</value>
    public int? Fold { get; init; }

    /// <value>The source of the data; null for a built-in dataset.</value>
    public DatasetSource? Source { get; init; }

    /// <value>Shape of the images; null when the dataset is neither built in nor has a source.</value>
    [JsonIgnore]
    public ImageShape? Shape => Source?.Shape ?? DatasetDescription.Find(Name)?.Shape;

    /// <summary>Returns one dataset per fold, for the training on that fold; the dataset itself when it has no folds.</summary>
    public IEnumerable<DatasetSpecification> OfEachFold() =>
        Folds is { } folds ? Enumerable.Range(0, folds).Select(fold => this with { Folds = null, Fold = fold }) : [this];

    /// <summary>Returns the same dataset, scoped to a search.</summary>
    public DatasetSpecification In(string searchId) => this with { Source = Source?.In(searchId) };
}

/// <summary>A built-in dataset that requests can name.</summary>
/// <param name="Name">The name, for example <c>fashion-mnist</c>.</param>
/// <param name="TrainingImages">Number of images from which training and validation images are drawn.</param>
/// <param name="TestImages">Number of images on which only the final front is evaluated.</param>
/// <param name="Shape">The shape of a network's input and output.</param>
public sealed record DatasetDescription(string Name, int TrainingImages, int TestImages, ImageShape Shape)
{
    /// <summary>Zalando's Fashion-MNIST (Xiao, Rasul, Vollgraf 2017).</summary>
    public static DatasetDescription FashionMnist { get; } = new("fashion-mnist", 60_000, 10_000, new ImageShape(1, 28, 28, 10));

    /// <summary>All built-in datasets.</summary>
    public static IReadOnlyList<DatasetDescription> All { get; } = [FashionMnist];

    /// <summary>Returns the dataset of that name (case-sensitive), or null.</summary>
    public static DatasetDescription? Find(string name) => All.FirstOrDefault(dataset => dataset.Name == name);
}
