namespace TorchSharp.Tests.Optimizers;

public sealed class SgdTests
{
    const double Rate = 0.1;

    [Theory]
    [InlineData(0, 0, 0, false, false)]
    [InlineData(0, 0, 0.01, false, false)]
    [InlineData(0.9, 0, 0, false, false)]
    [InlineData(0.9, 0.3, 0.01, false, false)]
    [InlineData(0.9, 0, 0.01, true, false)]
    [InlineData(0.9, 0, 0.01, true, true)]
    public void Step_WithTheseSettings_FollowsTheUpdateRule(
        double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        using var problem = new Quadratic();
        using var optimizer = optim.SGD([problem.Parameter], Rate, momentum, dampening, decay, nesterov, maximize);
        var expected = Quadratic.Start;
        double? buffer = null;

        for (var i = 0; i < 4; i++)
        {
            var gradient = expected + (decay * expected);
            buffer = buffer is null ? gradient : (momentum * buffer) + ((1 - dampening) * gradient);
            var change = momentum == 0 ? gradient : nesterov ? gradient + (momentum * buffer.Value) : buffer.Value;
            expected += (maximize ? 1 : -1) * Rate * change;

            problem.Step(optimizer).ShouldBe(expected, 1e-12);
        }
    }

    [Fact]
    public void Step_WithTwoGroups_UsesEachGroupsOptions()
    {
        using var slow = new Quadratic();
        using var fast = new Quadratic();
        using var optimizer = optim.SGD(
            [new Modules.SGD.ParamGroup([slow.Parameter], 0.1), new Modules.SGD.ParamGroup([fast.Parameter], 0.5)], 1.0);
        using var loss = (slow.Parameter.square() + fast.Parameter.square()).sum();
        loss.backward();

        optimizer.step();

        slow.Value.ShouldBe(Quadratic.Start * (1 - (0.1 * 2)), 1e-12);
        fast.Value.ShouldBe(Quadratic.Start * (1 - (0.5 * 2)), 1e-12);
    }

    [Fact]
    public void Step_WithoutGradient_LeavesTheParameterAlone()
    {
        using var problem = new Quadratic();
        using var optimizer = optim.SGD([problem.Parameter], Rate, 0.9);

        optimizer.step().ShouldBeNull();

        problem.Value.ShouldBe(Quadratic.Start);
    }

    [Fact]
    public void Step_WithAClosure_ReturnsItsLoss()
    {
        using var problem = new Quadratic();
        using var optimizer = optim.SGD([problem.Parameter], Rate);

        using var loss = optimizer.step(() =>
        {
            var value = problem.Parameter.square().sum();
            value.backward();
            return value;
        });

        loss!.item<double>().ShouldBe(4);
        problem.Value.ShouldBe(Quadratic.Start * (1 - (2 * Rate)), 1e-12);
    }

    [Fact]
    public void ZeroGrad_AfterBackward_SetsTheGradientToZero()
    {
        using var problem = new Quadratic();
        using var optimizer = optim.SGD([problem.Parameter], Rate);
        problem.Step(optimizer);

        optimizer.zero_grad();

        problem.Parameter.grad!.item<double>().ShouldBe(0);
    }

    [Theory]
    [InlineData(-0.1, 0, 0)]
    [InlineData(0.1, -1, 0)]
    [InlineData(0.1, 0, -1)]
    public void Constructor_WithANegativeRate_Refuses(double rate, double momentum, double decay)
    {
        using var problem = new Quadratic();

        Should.Throw<ArgumentException>(() => optim.SGD([problem.Parameter], rate, momentum, 0, decay));
    }

    [Fact]
    public void Constructor_WithNesterovButNoMomentum_Refuses()
    {
        using var problem = new Quadratic();

        Should.Throw<ArgumentException>(() => optim.SGD([problem.Parameter], Rate, 0, 0, 0, true));
    }
}
