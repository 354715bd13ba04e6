using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Datasets;

/// <summary>Splits the images of a training file into training and validation images: disjoint, and determined by a seed.</summary>
/// <remarks>
/// One random order of the file is used from both ends, so more training images do not change the validation images, and
/// vice versa.
/// </remarks>
public sealed class DatasetSplit
{
    DatasetSplit(int[] training, int[] validation) => (Training, Validation) = (training, validation);

    /// <value>Indices of the training images in the training file.</value>
    public IReadOnlyList<int> Training { get; }

    /// <value>Indices of the validation images in the file that they come from.</value>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>Splits the images of a training file.</summary>
    /// <remarks>A fold of a cross-validation uses as many images as requested for validation, and the other requested images for training.</remarks>
    /// <param name="specification">The requested numbers of images, and the seed.</param>
    /// <param name="available">The number of images in the file.</param>
    /// <exception cref="ArgumentException">No images are requested, or more than there are.</exception>
    public static DatasetSplit Create(DatasetSpecification specification, int available)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var (training, validation) = (specification.TrainingImages, specification.ValidationImages);
        if (training < 1 || validation < 1 || (long)training + validation > available)
        {
            throw new ArgumentException(
                $"{training} training and {validation} validation images cannot be drawn from the {available} of '{specification.Name}'.",
                nameof(specification));
        }

        var order = OrderOf(specification, available);
        if (specification.Fold is { } fold)
        {
            var begin = Math.Min((long)fold * validation, training);
            int[] judging = order[(int)begin..((int)begin + validation)];
            return new DatasetSplit([.. order[..(int)begin], .. order[((int)begin + validation)..(training + validation)]], judging);
        }

        return new DatasetSplit(order[^training..], order[..validation]);
    }

    /// <summary>Draws images from a training file and from a validation file, independently.</summary>
    /// <param name="specification">The requested numbers of images, and the seed.</param>
    /// <param name="training">The number of images in the training file.</param>
    /// <param name="validation">The number of images in the validation file.</param>
    /// <exception cref="ArgumentException">No images are requested, or more than there are.</exception>
    public static DatasetSplit CreateApart(DatasetSpecification specification, int training, int validation)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.TrainingImages >= 1 && specification.ValidationImages >= 1
            && specification.TrainingImages <= training && specification.ValidationImages <= validation
            ? new DatasetSplit(OrderOf(specification, training)[^specification.TrainingImages..], OrderOf(specification, validation)[..specification.ValidationImages])
            : throw new ArgumentException(
                $"{specification.TrainingImages} training images of {training} and {specification.ValidationImages} validation images of {validation} cannot be drawn.",
                nameof(specification));
    }

    static int[] OrderOf(DatasetSpecification specification, int count) =>
        RandomOrder.Of(count, RandomStream.For(specification.SplitSeed, generation: 0, index: 0));
}
