namespace Serverless.Learning.Surrogates.Devices;

/// <summary>Measures the similarity of two architectures: the share of relevant decisions that agree, and of pairs of them, averaged.</summary>
/// <remarks>
/// With a as the share of agreeing decisions it is (a + a²) / 2, the inner product of choices and pairs of choices, so a sum of it
/// over architectures is a <see cref="QuadraticForm"/>. An architecture all of whose decisions are relevant has similarity 1 with itself.
/// </remarks>
/// <param name="width">The length of the one-hot encoding.</param>
/// <param name="decisions">The number of decisions.</param>
sealed class ChoiceKernel(int width, int decisions)
{
    /// <summary>Returns the similarity of two ascending lists of choices. O(d).</summary>
    public double Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var equal = 0;
        for (int i = 0, j = 0; i < first.Length && j < second.Length;)
        {
            equal += first[i] == second[j] ? 1 : 0;
            var advance = first[i].CompareTo(second[j]);
            i += advance <= 0 ? 1 : 0;
            j += advance >= 0 ? 1 : 0;
        }

        var share = (double)equal / decisions;
        return (share + (share * share)) / 2;
    }

    /// <summary>Returns Σ wᵢ k(x, xᵢ) as a function of x.</summary>
    public QuadraticForm Sum(IReadOnlyList<int[]> choices, ReadOnlySpan<double> weights)
    {
        var form = new double[width * width];
        for (var i = 0; i < weights.Length; i++)
        {
            var half = weights[i] / (2.0 * decisions);
            foreach (var one in choices[i])
            {
                form[(one * width) + one] += half;
                foreach (var other in choices[i])
                {
                    form[(one * width) + other] += half / decisions;
                }
            }
        }

        return new QuadraticForm(form, width, Constant: 0);
    }
}
