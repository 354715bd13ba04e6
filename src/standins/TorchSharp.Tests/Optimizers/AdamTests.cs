namespace TorchSharp.Tests.Optimizers;

public sealed class AdamTests
{
    const double Rate = 0.05;
    const double Beta1 = 0.8;
    const double Beta2 = 0.95;
    const double Eps = 1e-6;

    [Theory]
    [InlineData(false, 0, false)]
    [InlineData(false, 0.1, false)]
    [InlineData(false, 0.1, true)]
    [InlineData(true, 0, false)]
    [InlineData(true, 0.1, false)]
    [InlineData(true, 0.1, true)]
    public void Step_WithTheseSettings_FollowsTheUpdateRule(bool decoupled, double decay, bool amsgrad)
    {
        using var problem = new Quadratic();
        using optim.Optimizer optimizer = decoupled
            ? optim.AdamW([problem.Parameter], Rate, Beta1, Beta2, Eps, decay, amsgrad)
            : optim.Adam([problem.Parameter], Rate, Beta1, Beta2, Eps, decay, amsgrad);
        double expected = Quadratic.Start, mean = 0, square = 0, largest = 0;

        for (var step = 1; step <= 5; step++)
        {
            var gradient = expected + (decoupled ? 0 : decay * expected);
            expected -= decoupled ? Rate * decay * expected : 0;
            mean = (Beta1 * mean) + ((1 - Beta1) * gradient);
            square = (Beta2 * square) + ((1 - Beta2) * gradient * gradient);
            largest = Math.Max(largest, square);
            var corrected = (amsgrad ? largest : square) / (1 - Math.Pow(Beta2, step));
            expected -= Rate * (mean / (1 - Math.Pow(Beta1, step))) / (Math.Sqrt(corrected) + Eps);

            problem.Step(optimizer).ShouldBe(expected, 1e-9);
        }
    }

    [Fact]
    public void Step_WhenOneParameterMissedAStep_CorrectsEachByItsOwnCount()
    {
        using var always = new Quadratic();
        using var late = new Quadratic();
        using var alone = new Quadratic();
        using var together = optim.Adam([always.Parameter, late.Parameter], Rate);
        using var single = optim.Adam([alone.Parameter], Rate);
        always.Step(together);
        single.zero_grad();

        using (var loss = ((always.Parameter.square() + late.Parameter.square()) / 2).sum())
        {
            together.zero_grad();
            loss.backward();
        }

        together.step();

        late.Value.ShouldBe(alone.Step(single), 1e-12);
    }

    [Theory]
    [InlineData(-1, 0.9, 0.999)]
    [InlineData(0.1, 1, 0.999)]
    [InlineData(0.1, 0.9, -0.1)]
    public void Constructor_OutOfRange_Refuses(double rate, double beta1, double beta2)
    {
        using var problem = new Quadratic();

        Should.Throw<ArgumentException>(() => optim.Adam([problem.Parameter], rate, beta1, beta2));
    }
}
