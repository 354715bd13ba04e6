using Serverless.Learning.Surrogates;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators;

/// <summary>Minimises a loss by Adam; the learning rate falls to zero along a cosine. Goes on where it was interrupted.</summary>
/// <param name="stage">What is told, and what checkpoints are named.</param>
/// <param name="rate">The learning rate of the first step.</param>
/// <param name="steps">How many there are, at least 1.</param>
sealed class CheckpointedDescent(string stage, double rate, int steps)
{
    const double GradientNorm = 1;
    const int StepsBetweenReports = 50;

    /// <summary>Fits a module's parameters.</summary>
    /// <param name="module">What is fitted.</param>
    /// <param name="lossOf">The loss of a step, from 0: a scalar that depends on nothing but the step and the module.</param>
    /// <param name="checkpoints">Where to go on from.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="SurrogateFitException">The loss is no finite number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(
        nn.Module module, Func<int, Tensor> lossOf, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        using var optimiser = optim.Adam(module.parameters(), rate);
        for (var step = Resume(module, optimiser, checkpoints.Find(stage)); step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            foreach (var group in optimiser.ParamGroups)
            {
                group.LearningRate = rate * (1 + Math.Cos(Math.PI * step / steps)) / 2;
            }

            var loss = lossOf(step);
            var value = loss.item<float>();
            if (!float.IsFinite(value))
            {
                throw new SurrogateFitException($"The fit diverged: the loss of the {stage} is {value} in step {step + 1}.");
            }

            optimiser.zero_grad();
            loss.backward();
            nn.utils.clip_grad_norm_(module.parameters(), GradientNorm);
            optimiser.step();
            var done = step + 1;
            checkpoints.Keep(stage, done == steps, () => Save(module, optimiser, done));
            if (done % StepsBetweenReports == 0 || done == steps)
            {
                progress?.Invoke(new(stage, done, steps, value));
            }
        }
    }

    static byte[] Save(nn.Module module, OptimizerHelper optimiser, int done)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            writer.Write(done);
            module.save(writer);
            optimiser.save_state_dict(writer);
        }

        return content.ToArray();
    }

    static int Resume(nn.Module module, OptimizerHelper optimiser, byte[]? state)
    {
        if (state is null)
        {
            return 0;
        }

        using var reader = new BinaryReader(new MemoryStream(state, writable: false));
        var done = reader.ReadInt32();
        module.load(reader);
        optimiser.load_state_dict(reader);
        return done;
    }
}
