namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules' classes.</summary>
            public static partial class impl
            {
                /// <summary>Multiplies the rate by gamma every so many steps.</summary>
                public class StepLR : LRScheduler
                {
                    readonly int _stepSize;
                    readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _stepSize = step_size;
                        _gamma = gamma;
                        step();
                    }

                    private protected override double[] RatesAt(int epoch) =>
                        Array.ConvertAll(BaseRates, rate => rate * Math.Pow(_gamma, epoch / _stepSize));

                    private protected override double[] NextRates(double[] current) =>
                        Epoch == 0 || Epoch % _stepSize != 0 ? current : Array.ConvertAll(current, rate => rate * _gamma);
                }

                /// <summary>
                /// Follows half a cosine wave from the initial rate to the least one in T_max steps, and back (Loshchilov and Hutter, 2017,
                /// equation 5, without restarts).
                /// </summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    readonly double _period;
                    readonly double _least;

                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _period = T_max;
                        _least = eta_min;
                        step();
                    }

                    private protected override double[] RatesAt(int epoch) =>
                        Array.ConvertAll(BaseRates, rate => _least + ((rate - _least) * Height(epoch) / 2));

                    private protected override double[] NextRates(double[] current)
                    {
                        if (Epoch == 0)
                        {
                            return current;
                        }

                        // At the wave's foot the ratio below would divide by zero: there the climb starts from the base rate.
                        var before = Height(Epoch - 1);
                        return (Epoch - 1 - _period) % (2 * _period) == 0
                            ? [.. current.Select((rate, i) => rate + ((BaseRates[i] - _least) * Height(_period - 1) / 2))]
                            : Array.ConvertAll(current, rate => (Height(Epoch) / before * (rate - _least)) + _least);
                    }

                    /// <summary>The wave between 2 at its crest and 0 at its foot.</summary>
                    double Height(double epoch) => 1 + Math.Cos(Math.PI * epoch / _period);
                }

                /// <summary>Multiplies the initial rate by a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    readonly Func<int, double> _factor;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factor = lr_lambda;
                        step();
                    }

                    private protected override double[] RatesAt(int epoch) => Array.ConvertAll(BaseRates, rate => rate * _factor(epoch));

                    private protected override double[] NextRates(double[] current) => RatesAt(Epoch);
                }
            }
        }
    }
}
