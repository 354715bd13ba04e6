using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>Something whose learning rate a schedule may set.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum.</summary>
        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        /// <summary>Something with two moment decay rates.</summary>
        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = [];

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Sets the gradients to zero; those that are not there yet stay so.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    gradient?.zero_().Dispose();
                }
            }

            /// <summary>Takes one step.</summary>
            /// <param name="closure">Computes gradients and returns the loss, where an optimiser wants to.</param>
            /// <returns>The closure's loss, or null without one.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimiser's options and state, in the order of groups and parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                public List<OptimizerOptions> Options { get; } = [];

                public List<OptimizerState> State { get; } = [];
            }
        }
    }
}
