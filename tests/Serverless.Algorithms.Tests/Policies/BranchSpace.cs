using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces;
using Serverless.Spaces.Costs;

namespace Serverless.Algorithms.Tests.Policies;

/// <summary>
/// Four decisions, of which the first determines whether the second is active, and the second whether the third is; each has its own value in
/// <see cref="Loss"/>.
/// </summary>
sealed class BranchSpace : CategoricalSpace
{
    public static readonly int[] Choices = [2, 3, 2, 3];

    public override string Name => "branch";

    public override IReadOnlyList<Dimension> Dimensions { get; } =
    [
        new("first", ["0", "1"]),
        new("second", ["0", "1", "2"], new ActivationCondition(0, [1])),
        new("third", ["0", "1"], new ActivationCondition(1, [0, 2])),
        new("fourth", ["0", "1", "2"]),
    ];

    public override long CandidateCount => 36;

    /// <summary>A loss that is no sum over decisions; what does not count has no part in it.</summary>
    public double Loss(ReadOnlySpan<int> genotype)
    {
        var loss = 0.2 + (0.5 * genotype[0]) + (0.3 * genotype[3]);
        loss += IsActive(genotype, 1) ? genotype[1] * (0.4 - (0.3 * genotype[3])) : 0.1;
        return loss + (IsActive(genotype, 2) ? (genotype[2] == 0 ? -0.6 : 0.7) * (1 + genotype[1]) : 0);
    }

    public override Architecture Canonicalise(Architecture architecture) => ClearInactive(architecture);

    public override string Format(Architecture architecture) => string.Concat(architecture.Genotype.ToArray());

    public override bool TryParse(string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = Create([.. text.Select(digit => digit - '0')]);
        error = null;
        return true;
    }

    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => new(shape);
}
