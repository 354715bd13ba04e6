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

        // The network that is kept is the first fold's.
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
                    $"its training files hold {images.Labels.Length} images; trainingImages {training} and validationImages {validation} are "
                    + $"{(long)training + validation}. Ask for fewer.");
        }

        return training <= images.Labels.Length && validation <= judging.Labels.Length
            ? DatasetSplit.CreateApart(specification, images.Labels.Length, judging.Labels.Length)
            : throw new DatasetException(
                specification.Name,
                $"its training files hold {images.Labels.Length} images and its validation files {judging.Labels.Length}; trainingImages {training} and "
                + $"validationImages {validation} ask for more.");
    }

    static void ThrowIfAlike(string name, RawImages images)
    {
        if (images.Labels.Length > 1 && !images.Labels.AsSpan().ContainsAnyExcept(images.Labels[0]))
        {
            throw new DatasetException(name, $"all {images.Labels.Length} images of its training files have label {images.Labels[0]}: there is nothing to tell apart.");
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

/// <summary>A dataset as candidates are trained and judged on it.</summary>
/// <param name="Shape">Of the images.</param>
/// <param name="Training">What is trained on.</param>
/// <param name="Validation">What judges.</param>
/// <param name="Normalisation">What was done to both.</param>
public sealed record SplitImages(ImageShape Shape, NormalisedImages Training, NormalisedImages Validation, Normalisation Normalisation)
{
    /// <value>Of each class, where the files have names for them; null where they have numbers.</value>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
