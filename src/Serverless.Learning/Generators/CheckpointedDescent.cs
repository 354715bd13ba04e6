using Serverless.Learning.Surrogates;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators;

/// <summary>
/// Minimises a loss by Adam, with a learning rate that falls to zero along a cosine. Resumes an interrupted run from its checkpoint.
/// </summary>
/// <param name="stage">The name of the stage, for progress and checkpoints.</param>
/// <param name="rate">The learning rate of the first step.</param>
/// <param name="steps">The number of steps, at least 1.</param>
sealed class CheckpointedDescent(string stage, double rate, int steps)
{
    const double GradientNorm = 1;
    const int StepsBetweenReports = 50;

    /// <summary>Fits a module's parameters.</summary>
    /// <param name="module">The module to fit.</param>
    /// <param name="lossOf">Computes the loss of a step, counted from 0: a scalar that depends only on the step and the module.</param>
    /// <param name="checkpoints">The checkpoints to resume from and to write.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <exception cref="SurrogateFitException">The loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
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
