using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

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
