using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Regions;

/// <summary>The Gaussian kernel over one-hot encoded choices: a function of how many decisions differ.</summary>
/// <remarks>
/// The squared distance is 2 for each decision whose choices differ, and 1 for each that counts in only one of the architectures. The width is that
/// of scikit-learn's <c>gamma="scale"</c>, 1/(features · variance), for D decisions with F choices in total: 1/(D (1 − D/F)).
/// </remarks>
sealed class ChoiceDistance
{
    const int Inactive = -1;

    readonly SearchSpace _space;
    readonly int[] _decisions;
    readonly double[] _kernel;

    public ChoiceDistance(SearchSpace space)
    {
        _space = space;
        _decisions = [.. Enumerable.Range(0, space.Dimensions.Count).Where(i => space.Dimensions[i].Choices.Count > 1)];
        var choices = _decisions.Sum(i => space.Dimensions[i].Choices.Count);
        var width = _decisions.Length == 0 ? 1 : 1 / (_decisions.Length * (1 - ((double)_decisions.Length / choices)));
        _kernel = [.. Enumerable.Range(0, (2 * _decisions.Length) + 1).Select(squared => Math.Exp(-width * squared))];
    }

    /// <value>The number of decisions that have a choice.</value>
    public int Decisions => _decisions.Length;

    /// <summary>Returns the choices of the decisions that count.</summary>
    public int[] Encode(Architecture architecture) =>
        Array.ConvertAll(_decisions, i => _space.IsActive(architecture, i) ? architecture.Genotype[i] : Inactive);

    /// <summary>
    /// Returns how many decisions that count in both differ. A decision that counts in only one is not included, since it follows from another that
    /// differs.
    /// </summary>
    public static int Changes(int[] first, int[] second)
    {
        var changes = 0;
        for (var i = 0; i < first.Length; i++)
        {
            changes += first[i] != second[i] && first[i] != Inactive && second[i] != Inactive ? 1 : 0;
        }

        return changes;
    }

    /// <summary>Returns the kernel: 1 for equal points, and less the more they differ.</summary>
    public double Kernel(int[] first, int[] second)
    {
        var squared = 0;
        for (var i = 0; i < first.Length; i++)
        {
            squared += first[i] == second[i] ? 0 : first[i] == Inactive || second[i] == Inactive ? 1 : 2;
        }

        return _kernel[squared];
    }
}
