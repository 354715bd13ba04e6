namespace TorchSharp.Tests.Runtime;

public sealed class RandomTests
{
    [Fact]
    public void ManualSeed_Twice_GivesTheSameNumbers()
    {
        manual_seed(42).Dispose();
        using var first = randn(100);
        using var second = randn(100);
        manual_seed(42).Dispose();
        using var again = randn(100);

        again.Equals(first).ShouldBeTrue();
        second.Equals(first).ShouldBeFalse();
        initial_seed().ShouldBe(42);
    }

    [Fact]
    public void Generator_OfItsOwn_IsNotDisturbedByTheDefaultOne()
    {
        using var a = new Generator(7);
        using var b = new Generator(7);

        using var first = randperm(50, null, null, false, a);
        randn(10).Dispose();
        using var second = randperm(50, null, null, false, b);

        second.Equals(first).ShouldBeTrue();
        first.sum().item<long>().ShouldBe(49 * 50 / 2);
        randperm(50, null, null, false, b).Equals(first).ShouldBeFalse();
    }

    [Fact]
    public void GeneratorState_Restored_RepeatsTheNumbers()
    {
        using var generator = new Generator(3);
        rand([5], null, null, false, generator).Dispose();
        using var state = generator.get_state();
        using var expected = rand([5], null, null, false, generator);

        generator.set_state(state);

        rand([5], null, null, false, generator).Equals(expected).ShouldBeTrue();
    }

    [Fact]
    public void DefaultState_Restored_RepeatsTheNumbers()
    {
        using var state = get_rng_state();
        using var expected = randn(5);

        set_rng_state(state);

        randn(5).Equals(expected).ShouldBeTrue();
    }

    [Fact]
    public void Normal_OfManyNumbers_HasMeanAndDeviation()
    {
        manual_seed(1).Dispose();
        using var drawn = empty(20_000, float64).normal_(3, 2);

        drawn.mean().item<double>().ShouldBe(3, 0.06);
        drawn.std().item<double>().ShouldBe(2, 0.05);
    }
}
