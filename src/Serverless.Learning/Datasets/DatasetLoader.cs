using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads datasets, those that are built in and those that requests bring along.</summary>
public static class DatasetLoader
{
    /// <summary>Reads the training files, deals their images out and normalises them by those that are trained on.</summary>
    /// <param name="specification">The dataset; blobs of it were fetched and are paths now.</param>
    /// <param name="folder">The folder of datasets; null for the system's.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, of another shape, or not the one that was asked for.</exception>
    /// <exception cref="ArgumentException">No such dataset, or a built-in one has fewer images than asked for.</exception>
    public static SplitImages LoadSplit(DatasetSpecification specification, string? folder)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Source is not { } source)
        {
            ThrowIfUnknown(specification);
            var (training, validation) = new FashionMnist(folder).LoadSplit(specification);
            return new SplitImages(FashionMnist.Shape, training, validation, FashionMnist.Normalisation);
        }

        var (images, split, normalisation) = ReadSplit(specification, source, folder);
        return new SplitImages(
            source.Shape,
            normalisation.Apply(images, source.Shape, split.Training),
            normalisation.Apply(images, source.Shape, split.Validation),
            normalisation);
    }

    /// <summary>Reads the images that nothing is trained on or chosen by, normalised as those that are.</summary>
    /// <inheritdoc cref="LoadSplit"/>
    public static NormalisedImages LoadTest(DatasetSpecification specification, string? folder)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Source is not { } source)
        {
            ThrowIfUnknown(specification);
            return new FashionMnist(folder).LoadTestImages();
        }

        var test = SourceReader.ReadTest(source, folder);
        var (_, _, normalisation) = ReadSplit(specification, source, folder);
        return normalisation.Apply(test, source.Shape, [.. Enumerable.Range(0, test.Labels.Length)]);
    }

    static (RawImages Images, DatasetSplit Split, Normalisation Normalisation) ReadSplit(
        DatasetSpecification specification, DatasetSource source, string? folder)
    {
        var images = SourceReader.ReadTraining(source, folder);
        var asked = (long)specification.TrainingImages + specification.ValidationImages;
        if (asked > images.Labels.Length)
        {
            throw new DatasetException(
                specification.Name,
                $"its training files hold {images.Labels.Length} images; trainingImages {specification.TrainingImages} and validationImages "
                + $"{specification.ValidationImages} are {asked}. Ask for fewer.");
        }

        var split = DatasetSplit.Create(specification, images.Labels.Length);
        return (images, split, Normalisation.Of(images, source.Shape, split.Training));
    }

    static void ThrowIfUnknown(DatasetSpecification specification)
    {
        if (specification.Name != FashionMnist.Name)
        {
            throw new ArgumentException($"There is no dataset '{specification.Name}', only '{FashionMnist.Name}'.", nameof(specification));
        }
    }
}

/// <summary>A dataset as candidates are trained and judged on it.</summary>
/// <param name="Shape">Of the images.</param>
/// <param name="Training">What is trained on.</param>
/// <param name="Validation">What judges.</param>
/// <param name="Normalisation">What was done to both.</param>
public sealed record SplitImages(ImageShape Shape, NormalisedImages Training, NormalisedImages Validation, Normalisation Normalisation);
