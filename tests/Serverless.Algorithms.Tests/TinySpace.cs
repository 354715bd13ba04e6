using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces;
using Serverless.Spaces.Costs;

namespace Serverless.Algorithms.Tests;

/// <summary>Three decisions of three choices each whose order makes no difference: 27 genotypes, 10 candidates.</summary>
sealed class TinySpace : CategoricalSpace
{
    public override string Name => "tiny";

    public override IReadOnlyList<Dimension> Dimensions { get; } =
        [new("first", ["0", "1", "2"]), new("second", ["0", "1", "2"]), new("third", ["0", "1", "2"])];

    public override long CandidateCount => 10;

    public override Architecture Canonicalise(Architecture architecture) => Create([.. architecture.Genotype.ToArray().Order()]);

    public override string Format(Architecture architecture) => string.Concat(architecture.Genotype.ToArray());

    public override bool TryParse(string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = Create([.. text.Select(digit => digit - '0')]);
        error = null;
        return true;
    }

    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => new(shape);
}
