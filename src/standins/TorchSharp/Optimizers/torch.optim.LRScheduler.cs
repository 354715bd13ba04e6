namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets an optimiser's learning rates, once when made and then at every step, usually once an epoch.</summary>
            public abstract class LRScheduler
            {
                readonly List<ILearningRateController> _groups;
                readonly bool _verbose;
                double[] _lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _groups = [.. optimizer.ParamGroups];
                    _verbose = verbose;
                    Epoch = last_epoch;
                    BaseRates = [.. _groups.Select(group => group.InitialLearningRate)];
                    _lastRates = CurrentRates();
                }

                /// <summary>Steps taken since the schedule was made, or the epoch last named.</summary>
                private protected int Epoch { get; private set; }

                private protected double[] BaseRates { get; }

                public virtual void step() => step(null);

                /// <summary>Goes on to the next epoch, or to the one named.</summary>
                public virtual void step(int? epoch)
                {
                    Epoch = epoch ?? Epoch + 1;
                    var rates = epoch is null ? NextRates(CurrentRates()) : RatesAt(Epoch);
                    for (var i = 0; i < rates.Length; i++)
                    {
                        if (_verbose && rates[i] != _lastRates[i])
                        {
                            Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        }

                        _groups[i].LearningRate = rates[i];
                    }

                    _lastRates = rates;
                }

                /// <summary>The rates that the last step set, one per group.</summary>
                public IEnumerable<double> get_last_lr() => _lastRates;

                /// <summary>The rates at an epoch, by the closed form.</summary>
                private protected abstract double[] RatesAt(int epoch);

                /// <summary>The rates at <see cref="Epoch"/> from those before it, which others may have changed in between.</summary>
                private protected abstract double[] NextRates(double[] current);

                double[] CurrentRates() => [.. _groups.Select(group => group.LearningRate)];
            }
        }
    }
}
