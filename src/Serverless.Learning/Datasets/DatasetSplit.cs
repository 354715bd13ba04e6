using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Datasets;

/// <summary>Which images of the training file are trained on, and which ones judge networks: disjoint, and fixed by a seed.</summary>
/// <remarks>
/// One random order of the file is dealt out from both ends, so more training images leave the validation images as they are, and
/// the other way round.
/// </remarks>
public sealed class DatasetSplit
{
    DatasetSplit(int[] training, int[] validation) => (Training, Validation) = (training, validation);

    /// <value>Indices into the training file.</value>
    public IReadOnlyList<int> Training { get; }

    /// <value>Indices into the training file.</value>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>Deals out the images of a training file.</summary>
    /// <remarks>Of folds, the one that judges is a part of as many images as are asked for, and all others are trained on.</remarks>
    /// <param name="specification">How many of each, and the seed.</param>
    /// <param name="available">How many there are.</param>
    /// <exception cref="ArgumentException">None is asked for, or more than there are.</exception>
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

    /// <summary>Draws from a training file and a validation file, each by itself.</summary>
    /// <param name="specification">How many of each, and the seed.</param>
    /// <param name="training">How many there are to train on.</param>
    /// <param name="validation">How many there are to judge by.</param>
    /// <exception cref="ArgumentException">None is asked for, or more than there are.</exception>
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
