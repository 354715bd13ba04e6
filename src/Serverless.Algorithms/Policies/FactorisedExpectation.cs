namespace Serverless.Algorithms.Policies;

/// <summary>
/// Computes the exact mean, and its gradient, of a function of architectures whose decisions are drawn independently by a softmax of logits.
/// </summary>
/// <remarks>
/// The function is a table with a value for each genotype, in lexicographic order: the last decision varies fastest. The sum is taken decision by
/// decision, so a mean costs as much as reading the table once, and a mean with its gradient three times as much; for the 15,625 cells of
/// NAS-Bench-201 that is far less than a millisecond. Logits and probabilities form one vector: the choices of the first decision, then those of the
/// second, and so on. Instances are immutable and safe to share between threads.
/// </remarks>
public sealed class FactorisedExpectation
{
    /// <summary>The largest number of genotypes in a table: eight bytes for each have to fit into memory several times.</summary>
    const int MostGenotypes = 1 << 24;

    readonly int[] _choices;
    readonly int[] _offsets;

    /// <param name="choices">The number of choices of each decision, at least one; the product is at most 2^24.</param>
    /// <exception cref="ArgumentException">There is no decision, a decision has no choice, or there are too many genotypes.</exception>
    public FactorisedExpectation(IReadOnlyList<int> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        _choices = [.. choices];
        if (_choices.Length == 0 || _choices.Min() < 1)
        {
            throw new ArgumentException($"Give at least one decision, each with at least one choice, not [{string.Join(", ", choices)}].", nameof(choices));
        }

        var genotypes = _choices.Aggregate(1L, (product, count) => product > MostGenotypes ? product : product * count);
        if (genotypes > MostGenotypes)
        {
            throw new ArgumentException($"There are more than {MostGenotypes} genotypes, too many to list; draw samples instead.", nameof(choices));
        }

        GenotypeCount = (int)genotypes;
        _offsets = new int[_choices.Length + 1];
        for (var i = 0; i < _choices.Length; i++)
        {
            _offsets[i + 1] = _offsets[i] + _choices[i];
        }
    }

    /// <value>The number of genotypes, which is the length of a table of values.</value>
    public int GenotypeCount { get; }

    /// <value>The number of choices over all decisions, which is the length of logits and probabilities.</value>
    public int LogitCount => _offsets[^1];

    /// <summary>Returns the index of a genotype in a table of values.</summary>
    public int IndexOf(ReadOnlySpan<int> genotype)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(genotype.Length, _choices.Length);
        var index = 0;
        for (var i = 0; i < genotype.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(genotype[i]);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(genotype[i], _choices[i]);
            index = (index * _choices[i]) + genotype[i];
        }

        return index;
    }

    /// <summary>Returns the genotype at an index of a table of values.</summary>
    public int[] GenotypeAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, GenotypeCount);
        var genotype = new int[_choices.Length];
        for (var i = genotype.Length - 1; i >= 0; i--)
        {
            (index, genotype[i]) = Math.DivRem(index, _choices[i]);
        }

        return genotype;
    }

    /// <summary>Returns the probability of each choice: softmax(logit / temperature) within each decision.</summary>
    /// <param name="logits">The logits, finite.</param>
    /// <param name="temperature">The temperature, above 0; a lower one makes probabilities more extreme.</param>
    public double[] Probabilities(ReadOnlySpan<double> logits, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, LogitCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var probabilities = logits.ToArray();
        for (var i = 0; i < _choices.Length; i++)
        {
            Categorical.Softmax(probabilities.AsSpan(_offsets[i], _choices[i]), temperature);
        }

        return probabilities;
    }

    /// <summary>Returns the mean value. O(genotypes).</summary>
    /// <param name="probabilities">The probability of every choice; within each decision they add up to 1.</param>
    /// <param name="values">One value for each genotype.</param>
    public double Mean(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values) => Conditions(probabilities, values, []);

    /// <summary>Returns the mean value, and writes for each choice the mean value given that it is chosen. O(genotypes).</summary>
    /// <remarks>
    /// The conditional mean is also the derivative of the mean with respect to the choice's probability, if probabilities are free.
    /// </remarks>
    /// <param name="probabilities">The probability of every choice; within each decision they add up to 1. Some can be 0.</param>
    /// <param name="values">One value for each genotype.</param>
    /// <param name="conditional">The destination of the conditional means, one value for each choice.</param>
    public double ConditionalMeans(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, Span<double> conditional)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(conditional.Length, LogitCount);
        return Conditions(probabilities, values, conditional);
    }

    /// <summary>
    /// Returns the mean value, and writes its gradient with respect to the logits: p(c) (E[f | c] − E[f]) / temperature for each choice c.
    /// O(genotypes).
    /// </summary>
    /// <param name="logits">The logits, finite.</param>
    /// <param name="values">One value for each genotype.</param>
    /// <param name="gradient">The destination of the gradient, one derivative for each logit.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    public double Gradient(ReadOnlySpan<double> logits, ReadOnlySpan<double> values, Span<double> gradient, double temperature = 1)
    {
        var probabilities = Probabilities(logits, temperature);
        var mean = ConditionalMeans(probabilities, values, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = probabilities[i] * (gradient[i] - mean) / temperature;
        }

        return mean;
    }

    double Conditions(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> values, Span<double> conditional)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, LogitCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, GenotypeCount);

        // Entry i holds the table averaged over decision i and those after it; the first entry is a single number, the mean.
        var means = new double[_choices.Length][];
        var rest = values;
        for (var i = _choices.Length - 1; i >= 0; i--)
        {
            var ofDecision = probabilities.Slice(_offsets[i], _choices[i]);
            means[i] = new double[rest.Length / _choices[i]];
            for (var place = 0; place < means[i].Length; place++)
            {
                means[i][place] = Dot(ofDecision, rest.Slice(place * _choices[i], _choices[i]));
            }

            rest = means[i];
        }

        if (conditional.Length > 0)
        {
            Condition(probabilities, means, values, conditional);
        }

        return means[0][0];
    }

    /// <summary>Weights the mean after each choice by the probability of the decisions before it.</summary>
    void Condition(ReadOnlySpan<double> probabilities, double[][] means, ReadOnlySpan<double> values, Span<double> conditional)
    {
        conditional.Clear();
        double[] before = [1];
        for (var i = 0; i < _choices.Length; i++)
        {
            var count = _choices[i];
            var rest = i + 1 < _choices.Length ? means[i + 1] : values;
            var sums = conditional.Slice(_offsets[i], count);
            for (var place = 0; place < before.Length; place++)
            {
                for (var choice = 0; choice < count; choice++)
                {
                    sums[choice] += before[place] * rest[(place * count) + choice];
                }
            }

            before = i + 1 < _choices.Length ? Extend(before, probabilities.Slice(_offsets[i], count)) : before;
        }
    }

    /// <summary>Returns the probability of each prefix of decisions extended by each choice of the next one.</summary>
    static double[] Extend(double[] before, ReadOnlySpan<double> probabilities)
    {
        var after = new double[before.Length * probabilities.Length];
        for (var place = 0; place < before.Length; place++)
        {
            for (var choice = 0; choice < probabilities.Length; choice++)
            {
                after[(place * probabilities.Length) + choice] = before[place] * probabilities[choice];
            }
        }

        return after;
    }

    static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}
