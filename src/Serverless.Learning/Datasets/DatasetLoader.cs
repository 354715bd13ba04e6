using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads datasets: the built-in ones and those that requests describe.</summary>
public static class DatasetLoader
{
    /// <summary>Reads the training files, splits their images and normalises them by the statistics of the training images.</summary>
    /// <param name="specification">The dataset; its blobs have been downloaded and are given as paths.</param>
    /// <param name="folder">The folder of datasets; null for the system's.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, of another shape, or does not have the requested checksum.</exception>
    /// <exception cref="ArgumentException">The dataset is unknown, or a built-in one has fewer images than requested.</exception>
    public static SplitImages LoadSplit(DatasetSpecification specification, string? folder)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Source is not { } source)
        {
            ThrowIfUnknown(specification);
            var (training, validation) = new FashionMnist(folder).LoadSplit(specification);
            return new SplitImages(FashionMnist.Shape, training, validation, FashionMnist.Normalisation);
        }

        var images = SourceReader.ReadTraining(source, folder);
        var judging = SourceReader.ReadValidation(source, folder, images);
        ThrowIfAlike(specification.Name, images);
        var split = Split(specification, images, judging);
        var normalisation = Normalisation.Of(images, source.Shape, split.Training);
        return new SplitImages(
            source.Shape,
            normalisation.Apply(images, source.Shape, split.Training),
            normalisation.Apply(judging ?? images, source.Shape, split.Validation),
            normalisation)
        {
            ClassNames = images.ClassNames,
        };
    }

    /// <summary>Reads the test images, which are used neither to train nor to select networks, normalised like the training images.</summary>
    /// <inheritdoc cref="LoadSplit"/>
    public static NormalisedImages LoadTest(DatasetSpecification specification, string? folder)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Source is not { } source)
        {
            ThrowIfUnknown(specification);
            return new FashionMnist(folder).LoadTestImages();
        }

        // The network that is kept is the first fold's, so the test images are normalised by that fold.
        var images = SourceReader.ReadTraining(source, folder);
        var split = Split(specification.OfEachFold().First(), images, SourceReader.ReadValidation(source, folder, images));
        var test = SourceReader.ReadTest(source, folder, images);
        return Normalisation.Of(images, source.Shape, split.Training).Apply(test, source.Shape, [.. Enumerable.Range(0, test.Labels.Length)]);
    }

    static DatasetSplit Split(DatasetSpecification specification, RawImages images, RawImages? judging)
    {
        var (training, validation) = (specification.TrainingImages, specification.ValidationImages);
        if (judging is null)
        {
            return (long)training + validation <= images.Labels.Length
                ? DatasetSplit.Create(specification, images.Labels.Length)
                : throw new DatasetException(
                    specification.Name,
                    $"its training files hold {images.Labels.Length} images; trainingImages {training} and validationImages {validation} need "
                    + $"{(long)training + validation}. Use fewer.");
        }

        return training <= images.Labels.Length && validation <= judging.Labels.Length
            ? DatasetSplit.CreateApart(specification, images.Labels.Length, judging.Labels.Length)
            : throw new DatasetException(
                specification.Name,
                $"its training files hold {images.Labels.Length} images and its validation files {judging.Labels.Length}; trainingImages {training} and "
                + $"validationImages {validation} need more.");
    }

    static void ThrowIfAlike(string name, RawImages images)
    {
        if (images.Labels.Length > 1 && !images.Labels.AsSpan().ContainsAnyExcept(images.Labels[0]))
        {
            throw new DatasetException(name, $"all {images.Labels.Length} images of its training files have label {images.Labels[0]}: there is nothing to classify.");
        }
    }

    static void ThrowIfUnknown(DatasetSpecification specification)
    {
        if (specification.Name != FashionMnist.Name)
        {
            throw new ArgumentException($"There is no dataset '{specification.Name}', only '{FashionMnist.Name}'.", nameof(specification));
        }
    }
}

/// <summary>A dataset, split as candidates are trained and validated on it.</summary>
/// <param name="Shape">The shape of the images.</param>
/// <param name="Training">The training images.</param>
/// <param name="Validation">The validation images.</param>
/// <param name="Normalisation">The normalisation of both.</param>
public sealed record SplitImages(ImageShape Shape, NormalisedImages Training, NormalisedImages Validation, Normalisation Normalisation)
{
    /// <value>The name of each class; null if the files number the classes.</value>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
