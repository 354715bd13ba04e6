using Serverless.Learning.Surrogates;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates;

public class CosineAdamWTests
{
    const double Rate = 0.05;
    const double Decay = 0.1;
    const int Steps = 40;

    [Fact]
    public void Step_ByItself_GivesTheWeightsOfTorchSharpsAdamW()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var inputs = randn([32, 13], generator: generator);
        var targets = randn([32, 3], generator: generator);
        Parameter[] own = [new(randn([3, 13], generator: generator)), new(randn([3], generator: generator))];
        Parameter[] published = [.. own.Select(parameter => new Parameter(parameter.detach().clone()))];

        using var descent = new CosineAdamW(own, Rate, Decay, Steps);
        using var optimizer = optim.AdamW(published, Rate, weight_decay: Decay);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, Steps);
        for (var step = 0; step < Steps; step++)
        {
            descent.Step(Loss(own));
            optimizer.zero_grad();
            Loss(published).backward();
            optimizer.step();
            schedule.step();
        }

        foreach (var (mine, theirs) in own.Zip(published))
        {
            mine.allclose(theirs, rtol: 1e-3, atol: 1e-4).ShouldBeTrue();
        }

        Tensor Loss(Parameter[] parameters) => nn.functional.mse_loss(nn.functional.linear(inputs, parameters[0], parameters[1]), targets);
    }
}
