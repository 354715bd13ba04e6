using System.Diagnostics.CodeAnalysis;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Costs;

namespace Serverless.Algorithms.Tests.Proposals;

public sealed class GenotypeCodeTests
{
    [Theory]
    [InlineData(new[] { 1 }, 1)]
    [InlineData(new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2 }, 2)]
    [InlineData(new[] { 5, 5, 5, 5, 5, 5 }, 3)]
    [InlineData(new[] { 1, 256, 257, 3 }, 3)]
    public void Pack_AnySpace_TakesTheBitsThatItsChoicesNeedAndComesBack(int[] choices, int length)
    {
        var space = new BoxSpace(choices);
        var code = new GenotypeCode(space);
        var packed = new byte[length];

        code.Length.ShouldBe(length);
        for (var index = 0; index < 200; index++)
        {
            var architecture = space.Sample(RandomStream.For(1, 0, index));
            code.Pack(architecture, packed);
            code.Unpack(packed).ShouldBe(architecture);
        }
    }

    sealed class BoxSpace(int[] choices) : CategoricalSpace
    {
        public override string Name => "box";

        public override IReadOnlyList<Dimension> Dimensions { get; } =
            [.. choices.Select((count, i) => new Dimension($"d{i}", [.. Enumerable.Range(0, count).Select(choice => $"{choice}")]))];

        public override long CandidateCount => choices.Aggregate(1L, (product, count) => product * count);

        public override Architecture Canonicalise(Architecture architecture) => architecture;

        public override string Format(Architecture architecture) => string.Join(' ', architecture.Genotype.ToArray());

        public override bool TryParse(string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
        {
            architecture = Create([.. text.Split(' ').Select(int.Parse)]);
            error = null;
            return true;
        }

        public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => new(shape);
    }
}
