namespace Serverless.Spaces.Tests;

public sealed class NasBenchMacroCostTests
{
    readonly NasBenchMacroSpace _space = new();

    [Fact]
    public void Cost_IdentitiesInASmallSkeleton_EqualsTheSumByHand()
    {
        var skeleton = _space.DefaultSkeleton with { Channels = 2 };

        var cost = _space.Cost(_space.Create(new int[8]), skeleton, new ImageShape(1, 7, 5, 3));

        // Stem 3×3 from 1 to 2 channels on 7×5; 1×1 to 4 on 4×3, to 8 on 2×2, to 16 and then to 80 on 1×1; 80 features, 3 classes.
        cost.Parameters.ShouldBe((18 + 4) + (8 + 8) + (32 + 16) + (128 + 32) + (1_280 + 160) + (240 + 3));
        cost.Macs.ShouldBe((18 * 35) + (8 * 12) + (32 * 4) + 128 + 1_280 + 240);
    }
}
