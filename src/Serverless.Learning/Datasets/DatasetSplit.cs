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

        var order = RandomOrder.Of(available, RandomStream.For(specification.SplitSeed, generation: 0, index: 0));
        return new DatasetSplit(order[^training..], order[..validation]);
    }
}
